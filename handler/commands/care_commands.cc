// Describes options and calls one function per command.
#include "handler/commands/care_commands.h"

#include <iostream>
#include <string>

#include "handler/commands/serve_commands.h"

namespace handler {
namespace {

void add_init(CLI::App& app, Choices& choices) {
  CLI::App* command =
      app.add_subcommand("init", "create the data folder and its keys if they are missing");
  add_data_option(*command, choices.runtime);
  command->callback(
      [&choices] { choices.run = [&choices] { handler::init(choices.runtime, std::cout); }; });
}

void add_keys_command(CLI::App& keys, Choices& choices, const std::string& name,
                      const std::string& help, const std::string& option, const std::string& what,
                      void (*command)(const RuntimeOptions&, const KeysOptions&, std::ostream&)) {
  CLI::App* added = keys.add_subcommand(name, help);
  add_data_option(*added, choices.runtime);
  added->add_option(option, choices.keys.file, what)->type_name("FILE")->required();
  added->callback([&choices, command] {
    choices.run = [&choices, command] { command(choices.runtime, choices.keys, std::cout); };
  });
}

void add_keys_commands(CLI::App& app, Choices& choices) {
  CLI::App* keys = app.add_subcommand("keys", "copies of the keys: export, compare, import");
  keys->require_subcommand(1);
  add_keys_command(*keys, choices, "export", "copy both key files into one file, for another place",
                   "--to", "the new file", export_keys);
  add_keys_command(*keys, choices, "compare", "whether a copy would open these data", "file",
                   "the copy", compare_keys);
  add_keys_command(*keys, choices, "import", "put the keys of a copy into a folder that lost them",
                   "--from", "the copy", import_keys);
}

void add_backup_commands(CLI::App& app, Choices& choices) {
  CLI::App* backup = app.add_subcommand(
      "backup", "copy database, published versions and content while serving; never the keys");
  add_runtime_options(*backup, choices.runtime);
  backup->add_option("--to", choices.backup.to,
                     "the folder of all backups, on another disk [BANCHENG_BACKUP_TO]");
  backup->add_option("--content", choices.backup.content,
                     "the folder of the content, to copy it too [BANCHENG_CONTENT]");
  backup->add_option("--keep", choices.backup.keep,
                     "keep so many whole backups; without it, all [BANCHENG_BACKUP_KEEP]");
  backup->callback([&choices] {
    choices.run = [&choices] { back_up(choices.runtime, choices.backup, std::cout); };
  });
  CLI::App* restore = app.add_subcommand(
      "restore", "put a backup in the place of the database, which is kept beside it");
  add_data_option(*restore, choices.runtime);
  restore->add_option("--from", choices.backup.from, "the folder of one backup")->required();
  restore->add_option("--keys", choices.backup.keys,
                      "the copy that handler keys export made, if the keys are lost");
  restore->callback([&choices] {
    choices.run = [&choices] { restore_backup(choices.runtime, choices.backup, std::cout); };
  });
}

void add_copy(CLI::App& app, Choices& choices) {
  CLI::App* command = app.add_subcommand(
      "copy",
      "move the data to PostgreSQL, or back into the data folder; the services are stopped");
  add_runtime_options(*command, choices.runtime);
  command->add_option("--to", choices.copy.to, "postgresql | sqlite")
      ->check(CLI::IsMember({"postgresql", "sqlite"}))
      ->required();
  command->callback([&choices] {
    choices.run = [&choices] { copy_data(choices.runtime, choices.copy, std::cout); };
  });
}

void add_verify_commands(CLI::App& app, Choices& choices) {
  CLI::App* check = app.add_subcommand(
      "verify",
      "compare a database, or a copy of one, with what was recorded in it; writes nothing");
  add_runtime_options(*check, choices.runtime);
  check
      ->add_option("--heads", choices.verify.heads,
                   "heads that were noted earlier: the database must still hold them")
      ->type_name("FILE|TEXT");
  check->callback([&choices] {
    choices.run = [&choices] { handler::verify(choices.runtime, choices.verify, std::cout); };
  });
  CLI::App* repair = app.add_subcommand(
      "repair", "make rows, lists and indexes anew from what was recorded; keeps a copy");
  add_runtime_options(*repair, choices.runtime);
  repair->callback(
      [&choices] { choices.run = [&choices] { handler::repair(choices.runtime, std::cout); }; });
}

void add_purge(CLI::App& app, Choices& choices) {
  CLI::App* command = app.add_subcommand(
      "purge", "destroy now what is kept longer than the published retention allows");
  add_runtime_options(*command, choices.runtime);
  command->add_option("--site", choices.purge.site, "only this site");
  command->add_flag("--dry-run", choices.purge.dry_run, "only list what would be destroyed");
  command->callback([&choices] {
    choices.run = [&choices] { purge(choices.runtime, choices.purge, std::cout); };
  });
}

void add_doctor(CLI::App& app, Choices& choices) {
  CLI::App* doctor = app.add_subcommand(
      "doctor", "check owners, keys, clock, disk, backups and what is published; changes nothing");
  add_runtime_options(*doctor, choices.runtime);
  check_role(add_role_option(*doctor, choices.runtime));
  doctor->add_option("--keys", choices.doctor.keys,
                     "also compare this copy, made by handler keys export, with the keys in use");
  doctor
      ->add_option("--certificate", choices.runtime.certificate,
                   "also check when this certificate (PEM) ends [BANCHENG_CERTIFICATE]")
      ->check(core::complaint_if_empty)
      ->default_str(choices.runtime.certificate.string());
  doctor
      ->add_option("--access-log", choices.runtime.access_log,
                   "also check this log of the web server [BANCHENG_ACCESS_LOG]")
      ->check(core::complaint_if_empty)
      ->default_str(choices.runtime.access_log.string());
  doctor
      ->add_option("--archive-days", choices.runtime.archive_days,
                   "how many days the archived log of PostgreSQL is kept [BANCHENG_ARCHIVE_DAYS]")
      ->check(CLI::PositiveNumber);
  doctor->add_option("--lang", choices.doctor.language, "zh | en; by default what LANG says")
      ->check(CLI::IsMember({"zh", "en"}));
  doctor->callback([&choices] {
    choices.run = [&choices] {
      choices.code = examine(choices.runtime, choices.doctor, std::cout);
    };
  });
}

}  // namespace

void add_care_commands(CLI::App& app, Choices& choices) {
  add_init(app, choices);
  add_keys_commands(app, choices);
  add_backup_commands(app, choices);
  add_copy(app, choices);
  add_verify_commands(app, choices);
  add_purge(app, choices);
  add_doctor(app, choices);
}

}  // namespace handler
