-- What every page of money would have to ask if there were no monthly sums: cost, value and seconds of each project
-- over all of its entries. The benchmark compares the data part of a page with this one statement.
SELECT project_id, SUM(cost) AS cost, SUM(value) AS value, SUM(seconds) AS seconds
FROM timesheets_entry
GROUP BY project_id
