// What the command line chose, and the options that many commands share.
#pragma once

#include <functional>

#include "core/input/command_line.h"
#include "core/settings/settings.h"
#include "handler/commands/backup_commands.h"
#include "handler/commands/case_commands.h"
#include "handler/commands/clock_commands.h"
#include "handler/commands/copy_command.h"
#include "handler/commands/doctor.h"
#include "handler/commands/keys_commands.h"
#include "handler/commands/publish_command.h"
#include "handler/commands/purge_command.h"
#include "handler/commands/serve_commands.h"
#include "handler/commands/statistics_command.h"
#include "handler/commands/user_commands.h"
#include "handler/commands/verify_commands.h"

namespace handler {

// Values from the command line; one member for each command with options of its own.
struct Choices {
  RuntimeOptions runtime;
  ServeOptions serve;
  UserOptions user;
  CaseOptions subject;
  PurgeOptions purge;
  PublishOptions publish;
  StatisticsOptions statistics;
  ClockOptions clock;
  core::Settings settings;     // from variables and bancheng.conf
  core::Diagnostics mistakes;  // in these
  KeysOptions keys;
  BackupChoices backup;
  CopyChoices copy;
  DoctorOptions doctor;
  VerifyCommandOptions verify;
  std::function<void()> run;
  bool tells_visitors = false;  // even mistakes in the settings are answered with a page
  int code = 0;                 // of a command that was done
};

// What the settings say is what an option is when the command line does not give it.
void take_settings(Choices& choices, int argc, const char* const* argv);

// --data and --conf. Options that an operator may set once for all commands show their variable in
// brackets.
void add_data_option(CLI::App& command, RuntimeOptions& options);
// The options of every command that opens the published sites too.
void add_runtime_options(CLI::App& command, RuntimeOptions& options);
// The folder of the content, for commands that show it to editors.
void add_content_option(CLI::App& command, RuntimeOptions& options);
// The program that makes pages, for commands that build or preview them.
void add_generator_option(CLI::App& command, RuntimeOptions& options);
// The side that this process serves; a process for the public network has no desk key.
CLI::Option* add_role_option(CLI::App& command, RuntimeOptions& options);
// Refuses another word for it, as wrong usage.
void check_role(CLI::Option* role);

}  // namespace handler
