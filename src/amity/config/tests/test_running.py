"""Starting the servers."""

from dataclasses import replace

import pytest
from django.conf import settings as amity_settings

from amity.config.serving.running import warn_without_proxy


@pytest.mark.parametrize(
    ("host", "proxies", "warned"), [("10.0.0.5", 0, True), ("10.0.0.5", 1, False), ("127.0.0.1", 0, False)]
)  # fmt: skip
def test_a_server_that_others_reach_without_a_proxy_is_warned_of(settings, caplog, host, proxies, warned):
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, trust_proxy=proxies)
    warn_without_proxy(host)

    assert ("AMITY_TRUST_PROXY" in caplog.text) is warned
