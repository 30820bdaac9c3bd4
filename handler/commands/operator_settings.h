// What an operator set for this program before the command line says more: bancheng.conf and the
// BANCHENG_* variables, as options of the commands.
#pragma once

#include <optional>
#include <string>

#include "core/input/diagnostic.h"
#include "core/settings/settings.h"
#include "handler/commands/serve_commands.h"
#include "handler/runtime.h"

namespace handler {

struct OperatorSettings {
  RuntimeOptions runtime;
  ServeOptions serve;
  core::Settings all;          // as they were set, for options that only one command has
  core::Diagnostics mistakes;  // no command may run with any
};

// `conf_named` is the FILE of --conf, if it was given.
OperatorSettings operator_settings(const std::optional<std::string>& conf_named);

}  // namespace handler
