// Fills the choices from the settings and describes the shared options.
#include "handler/commands/choices.h"

#include <utility>

#include "core/base/ascii.h"
#include "core/settings/conf_file.h"
#include "handler/commands/operator_settings.h"

namespace handler {

void take_settings(Choices& choices, int argc, const char* const* argv) {
  OperatorSettings set = operator_settings(core::conf_named_by(argc, argv));
  choices.runtime = std::move(set.runtime);
  choices.serve = std::move(set.serve);
  choices.settings = std::move(set.all);
  choices.settings.give("backup-to", choices.backup.to);
  choices.settings.give("content", choices.backup.content);
  if (const auto keep = choices.settings.value("backup-keep"))
    choices.backup.keep = core::number_from_digits(*keep).value_or(0);
  choices.mistakes = std::move(set.mistakes);
}

void add_data_option(CLI::App& command, RuntimeOptions& options) {
  core::add_conf_option(command, core::kConfPath);
  command.add_option("--data", options.data, "the data folder: database and keys [BANCHENG_DATA]")
      ->check(core::complaint_if_empty)
      ->default_str(options.data.string());
  command
      .add_option("--database", options.database,
                  "sqlite: a file in the data folder | postgresql [BANCHENG_DATABASE]")
      ->check(CLI::IsMember({"sqlite", "postgresql"}))
      ->capture_default_str();
  command
      .add_option("--database-service", options.database_service,
                  "the service file that names the PostgreSQL server, user and password "
                  "[BANCHENG_DATABASE_SERVICE]")
      ->check(core::complaint_if_empty)
      ->default_str(options.database_service.string());
}

void add_runtime_options(CLI::App& command, RuntimeOptions& options) {
  add_data_option(command, options);
  command
      .add_option("--published", options.published,
                  "folder that generator build publishes to [BANCHENG_PUBLISHED]")
      ->check(core::complaint_if_empty)
      ->default_str(options.published.string());
  command
      .add_option("--templates", options.templates, "folder site_templates [BANCHENG_TEMPLATES]")
      ->check(core::complaint_if_empty)
      ->default_str(options.templates.string());
  command
      .add_option("--base-url", options.base_url,
                  "where the public pages are: https://www.example.gov.cn/window/ "
                  "[BANCHENG_BASE_URL]")
      ->capture_default_str();
  command
      .add_option("--prefix", options.prefix,
                  "path prefix of the forms, if it is not 'handle' below the base URL "
                  "[BANCHENG_PREFIX]")
      ->capture_default_str();
  command
      .add_option("--set-aside-megabytes", options.set_aside_megabytes,
                  "room of each site for reports that came above its budget "
                  "[BANCHENG_SET_ASIDE_MEGABYTES]")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      .add_option("--files-megabytes", options.files_megabytes,
                  "room of each site for the files that people send [BANCHENG_FILES_MEGABYTES]")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      .add_option("--clamd", options.clamd,
                  "the Unix socket of clamd, which scans files that people send [BANCHENG_CLAMD]")
      ->check(core::complaint_if_empty)
      ->default_str(options.clamd.string());
  command
      .add_option("--file-cleaner", options.file_cleaner,
                  "the program that cleans files, if it is not beside this one "
                  "[BANCHENG_FILE_CLEANER]")
      ->check(core::complaint_if_empty)
      ->default_str(options.file_cleaner.string());
  command
      .add_option("--test-clock", options.test_clock,
                  "a file that holds the time (tests only) [BANCHENG_TEST_CLOCK]")
      ->check(core::complaint_if_empty);
  command.add_flag("--guard-test-clock", options.guard_test_clock,
                   "judge the test clock as the clock of a machine that was started again (tests "
                   "only) [BANCHENG_GUARD_TEST_CLOCK]");
}

void add_content_option(CLI::App& command, RuntimeOptions& options) {
  command
      .add_option("--content", options.content,
                  "the folder of the content, which editors change at the desk [BANCHENG_CONTENT]")
      ->check(core::complaint_if_empty)
      ->default_str(options.content.string());
}

void add_generator_option(CLI::App& command, RuntimeOptions& options) {
  command
      .add_option("--generator", options.generator,
                  "the program generator, if it is not beside this one [BANCHENG_GENERATOR]")
      ->check(core::complaint_if_empty)
      ->type_name("PROGRAM");
}

CLI::Option* add_role_option(CLI::App& command, RuntimeOptions& options) {
  return command.add_option("--role", options.role, "portal | desk | both [BANCHENG_ROLE]")
      ->capture_default_str();
}

void check_role(CLI::Option* role) {
  role->check(CLI::IsMember({"portal", "desk", "both"}));
}

}  // namespace handler
