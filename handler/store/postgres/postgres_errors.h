// What PostgreSQL's error codes mean for the operator.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace handler::store {

// The Failure for an SQLSTATE (five characters; "" if the server said none), with `detail` as the
// server put it. `where` names the database: the path of its service file. What no row of the table
// knows is `unavailable`: a mistake of the database never looks like one of a user.
core::Failure failure_of_sqlstate(std::string_view sqlstate, const std::string& where,
                                  const std::string& detail);

// Whether nothing more can be asked after this answer, so that all connections are opened anew: the
// server ends or ended the session, or it has become a standby, which answers reads for as long as
// it is asked, but with what it knew then.
bool ends_connection(std::string_view sqlstate);

}  // namespace handler::store
