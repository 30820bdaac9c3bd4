// The service file: the one place that says where PostgreSQL is, and with which password.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace handler::store {

// What libpq calls connection parameters: "host", "user" and so on, in the order of the file.
using ServiceParameters = std::vector<std::pair<std::string, std::string>>;

// Reads a file as libpq's own reader would: lines NAME=VALUE without blanks around '=', below one
// section such as [bancheng]; comments begin with '#'. psql reads the same file. Each failure says
// what to change, never with a value: no_access if other users can read the file or we cannot;
// not_found; misconfigured.
core::Result<ServiceParameters> read_service_file(const std::string& path);

}  // namespace handler::store
