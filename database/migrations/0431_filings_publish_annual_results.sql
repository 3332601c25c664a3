-- Purpose: which yearly reports were handed in and what was found, for the public pages. Reversible: drop the view.
create view filings_published_annual_results as
select district, organization_id, year, submitted_on, result, reviewed_on, rectified_on from filing_annual_returns where submitted_on is not null;
comment on view filings_published_annual_results is 'for the public pages: yearly reports of registered organizations and their results, without notes';
