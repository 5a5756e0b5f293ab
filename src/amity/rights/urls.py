"""URLs of third-party rights."""

from django.urls import path

from amity.rights import views
from amity.rights.tables import RightList

app_name = "rights"
urlpatterns = [
    path("rights/", RightList.as_view(), name="rights"),
    path("accounts/<int:account_id>/rights/add/", views.register_right, name="register_right"),
    path("rights/<int:right_id>/", views.right, name="right"),
    path("rights/<int:right_id>/change/", views.change_right, name="change_right"),
    path("rights/<int:right_id>/let-go/", views.let_right_go, name="let_right_go"),
]
