-- Nothing reads in these orders any more, and every submission wrote them.
drop index requests.request_newest;
drop index requests.request_same_applicant;
