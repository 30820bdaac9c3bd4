// What the command lines of both programs share: --version, and the messages for usage mistakes.
#pragma once

#include <CLI/CLI.hpp>

#include <string>

#include "core/base/build_id.h"
#include "core/base/text.h"

namespace core {

// CLI11's message for a mistake; for a missing or unknown command, the list of commands.
inline std::string usage_mistake(const CLI::App* app, const CLI::Error& error) {
  while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
  if (app->get_require_subcommand_min() == 0) return CLI::FailureMessage::simple(app, error);
  std::vector<std::string> names;
  for (const CLI::App* command : app->get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  const std::vector<std::string> typed = app->remaining();
  return (typed.empty() ? "A command is missing" : "There is no command '" + typed.front() + "'") +
         "; there are: " + joined(names, ", ") + "\nRun with --help for more information.\n";
}

// For options whose empty value would silently mean the folder where one stands.
inline std::string complaint_if_empty(const std::string& text) {
  return text.find_first_not_of(" \t") == std::string::npos ? "it is empty" : "";
}

// --conf is read before all other options (core/settings/settings.h); here it is only allowed and
// explained. `standard` is the file that is read without it.
inline void add_conf_option(CLI::App& command, const char* standard) {
  command
      .add_option("--conf", CLI::callback_t([](const CLI::results_t&) { return true; }),
                  "the file in which an operator sets what programs share; BANCHENG_CONF")
      ->type_name("FILE")
      ->default_str(standard);
}

// Requires one command; `name --version` prints "name 0.1.0+3f9a1c22b0d4".
inline void begin_command_line(CLI::App& app) {
  app.require_subcommand(1);
  app.set_version_flag("--version", app.get_name() + " " + std::string(build_id()));
  app.failure_message(usage_mistake);
}

}  // namespace core
