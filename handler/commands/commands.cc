// Parses the command line, calls one function per command and prints its result.
#include "handler/commands/commands.h"

#include <exception>
#include <functional>
#include <iostream>
#include <string>

#include "core/input/command_line.h"
#include "handler/commands/case_commands.h"
#include "handler/commands/cgi_command.h"
#include "handler/commands/clock_commands.h"
#include "handler/commands/serve_commands.h"
#include "handler/commands/statistics_command.h"
#include "handler/commands/user_commands.h"
#include "handler/commands/verify_commands.h"

namespace handler {
namespace {

constexpr int kRefused = 2;
constexpr int kWrongUsage = 64;
constexpr int kBug = 70;

void add_data_option(CLI::App& command, RuntimeOptions& options) {
  command.add_option("--data", options.data, "the data folder: database and keys")
      ->envname("BANCHENG_DATA")
      ->default_str(options.data.string());
}

// Options of every command with a world; BANCHENG_* variables can set them too.
void add_runtime_options(CLI::App& command, RuntimeOptions& options) {
  command.add_option("--published", options.published, "folder that generator build publishes to")
      ->envname("BANCHENG_PUBLISHED")
      ->default_str(options.published.string());
  command.add_option("--templates", options.templates, "folder site_templates")
      ->envname("BANCHENG_TEMPLATES")
      ->default_str(options.templates.string());
  add_data_option(command, options);
  command.add_option("--prefix", options.prefix, "path prefix of the forms")
      ->envname("BANCHENG_PREFIX")
      ->capture_default_str();
  command.add_option("--test-clock", options.test_clock, "a file that holds the time (tests only)")
      ->envname("BANCHENG_TEST_CLOCK");
  command
      .add_flag(
          "--guard-test-clock", options.guard_test_clock,
          "judge the test clock as the clock of a machine that was started again (tests only)")
      ->envname("BANCHENG_GUARD_TEST_CLOCK");
}

// The side that this process serves; a process for the public network has no desk key.
void add_role_option(CLI::App& command, RuntimeOptions& options) {
  command.add_option("--role", options.role, "portal | desk | both")
      ->envname("BANCHENG_ROLE")
      ->check(CLI::IsMember({"portal", "desk", "both"}))
      ->capture_default_str();
}

// Values from the command line; one member for each command with options of its own.
struct Choices {
  RuntimeOptions runtime;
  ServeOptions serve;
  UserOptions user;
  CaseOptions subject;
  StatisticsOptions statistics;
  ClockOptions clock;
  VerifyCommandOptions verify;
  std::function<void()> run;
};

void add_init(CLI::App& app, Choices& choices) {
  CLI::App* command =
      app.add_subcommand("init", "create the data folder and its keys if they are missing");
  add_data_option(*command, choices.runtime);
  command->callback(
      [&choices] { choices.run = [&choices] { handler::init(choices.runtime, std::cout); }; });
}

void add_serve(CLI::App& app, Choices& choices) {
  CLI::App* serve =
      app.add_subcommand("serve", "serve the forms, and the static site if --public is given");
  add_runtime_options(*serve, choices.runtime);
  add_role_option(*serve, choices.runtime);
  serve->add_option("--public", choices.serve.public_folder, "the generated site")
      ->envname("BANCHENG_PUBLIC");
  serve->add_option("--listen", choices.serve.listen, "ADDRESS:PORT or unix:/path")
      ->envname("BANCHENG_LISTEN")
      ->capture_default_str();
  serve->add_option("--trust-proxy", choices.serve.trusted_proxies,
                    "address of a proxy whose X-Forwarded-For is trusted");
  serve
      ->add_option("--dev", choices.serve.dev_status,
                   "while writing a site: pages reload after each build, or show its mistakes, as "
                   "generator watch --status FILE tells; on a loopback address only")
      ->type_name("FILE");
  serve->callback([&choices] {
    choices.run = [&choices] { serve_until_signal(choices.runtime, choices.serve, std::cout); };
  });
}

void add_cgi(CLI::App& app, Choices& choices) {
  CLI::App* cgi = app.add_subcommand("cgi", "answer one request from the web server (RFC 3875)");
  add_runtime_options(*cgi, choices.runtime);
  add_role_option(*cgi, choices.runtime);
  cgi->callback(
      [&choices] { choices.run = [&choices] { core::accepted(answer_cgi(choices.runtime)); }; });
}

void add_user_command(CLI::App& user, Choices& choices, const std::string& name,
                      const std::string& help,
                      void (*command)(const RuntimeOptions&, const UserOptions&, std::ostream&)) {
  CLI::App* added = user.add_subcommand(name, help);
  add_runtime_options(*added, choices.runtime);
  added->add_option("--login", choices.user.login, "the name typed at sign-in");
  added->add_option("--name", choices.user.display_name,
                    "the person's name, as colleagues read it");
  added->add_option("--site", choices.user.site, "the site that a grant is for");
  added->add_option("--role", choices.user.role,
                    "front_desk, dispatcher, unit, leader_on_duty ...");
  added->add_option("--window", choices.user.window, "only this window and those below it");
  added->add_option("--unit", choices.user.unit, "only this unit's cases");
  added->add_flag("--password-stdin", choices.user.password_from_input,
                  "read the password from standard input");
  added->add_flag("--undo", choices.user.undo, "disable: enable the user again");
  added->callback([&choices, command] {
    choices.run = [&choices, command] { command(choices.runtime, choices.user, std::cout); };
  });
}

void add_user_commands(CLI::App& app, Choices& choices) {
  CLI::App* user = app.add_subcommand(
      "user", "staff: add, list, grant, revoke, disable, password, drop-code, demo");
  user->require_subcommand(1);
  add_user_command(*user, choices, "add", "add a user; asks for the password", add_user);
  add_user_command(*user, choices, "list", "list all users and their grants", list_users);
  add_user_command(*user, choices, "grant", "give a user a role on a site", grant_user);
  add_user_command(*user, choices, "revoke", "take a role on a site from a user", revoke_from_user);
  add_user_command(*user, choices, "disable", "disable a user (--undo enables the user again)",
                   disable_user);
  add_user_command(*user, choices, "password", "set a user's password", set_user_password);
  add_user_command(*user, choices, "drop-code",
                   "turn off the one-time code of a user who lost the phone", drop_user_code);
  add_user_command(*user, choices, "demo",
                   "add one user per role to the sample sites (--site: only there)",
                   make_demo_users);
}

void add_case_commands(CLI::App& app, Choices& choices) {
  CLI::App* shown =
      app.add_subcommand("explain", "how the due dates of a case were counted, day by day");
  add_runtime_options(*shown, choices.runtime);
  shown->add_option("--site", choices.subject.site, "the site")->required();
  shown
      ->add_option("case", choices.subject.number,
                   "serial number, or the number in the desk's address")
      ->required();
  shown->callback([&choices] {
    choices.run = [&choices] { explain_case(choices.runtime, choices.subject, std::cout); };
  });
  CLI::App* tick = app.add_subcommand(
      "tick", "record the breaches, reminders and visits that are due; run it by a timer");
  add_runtime_options(*tick, choices.runtime);
  tick->callback(
      [&choices] { choices.run = [&choices] { tick_cases(choices.runtime, std::cout); }; });
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

void add_statistics(CLI::App& app, Choices& choices) {
  CLI::App* command =
      app.add_subcommand("statistics", "write the published figures of a period: statistics.json");
  add_runtime_options(*command, choices.runtime);
  command->add_option("--site", choices.statistics.site, "the site")->required();
  command
      ->add_option("--period", choices.statistics.period,
                   "2026-10, 2026-Q3, 2026, or 2026-01-01..2026-09-30")
      ->required();
  command->add_option("--out", choices.statistics.out, "content/sites/ID/statistics.json")
      ->required();
  command->callback([&choices] {
    choices.run = [&choices] { write_statistics(choices.runtime, choices.statistics, std::cout); };
  });
}

void add_mend(CLI::App& mend, ClockOptions& clock) {
  mend.add_option("--recorded-from", clock.recorded_from,
                  "the first wrong time, as it was recorded: 2028-02-29T10:00:00+08:00")
      ->required();
  mend.add_option("--recorded-to", clock.recorded_to, "the last wrong time, as it was recorded")
      ->required();
  mend.add_option("--minutes", clock.minutes, "move the times by so many minutes, back with -");
  mend.add_option("--first-was-at", clock.first_was_at,
                  "or: the true time of the first of them; the others keep their distance");
  mend.add_option("--reason", clock.reason, "what went wrong; reporters read it")->required();
  mend.add_option("--by", clock.by, "who corrects the times; staff read it")->required();
  mend.add_flag("--dry-run", clock.dry_run, "only say what would be corrected");
}

void add_clock_commands(CLI::App& app, Choices& choices) {
  CLI::App* clock =
      app.add_subcommand("clock", "whether the machine's clock is believed; also: confirm, mend");
  clock->require_subcommand(0, 1);
  add_runtime_options(*clock, choices.runtime);
  const auto runs = [&choices](auto command) {
    return [&choices, command] {
      choices.run = [&choices, command] { command(choices.runtime, choices.clock, std::cout); };
    };
  };
  clock->callback([clock, show = runs(show_clock)] {
    if (clock->get_subcommands().empty()) show();
  });
  // The options of the world stand in the parent alone: `handler clock confirm --data var`.
  CLI::App* confirm = clock->add_subcommand(
      "confirm", "believe the present clock, after you have made sure that it is right");
  confirm->fallthrough();
  confirm->callback(runs(confirm_clock));
  CLI::App* mend = clock->add_subcommand("mend", "correct the times that a wrong clock recorded");
  mend->fallthrough();
  add_mend(*mend, choices.clock);
  mend->callback(runs(mend_times));
}

int run_chosen(const Choices& choices) {
  try {
    choices.run();
    return 0;
  } catch (const core::Refused& refused) {
    std::cerr << "handler: " << refused.failure.message << "\n";
    return refused.failure.code == core::FailureCode::invalid ? kWrongUsage : kRefused;
  } catch (const std::exception& error) {
    std::cerr << "handler: " << error.what() << "\n";
    return kBug;
  }
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("Bancheng handler: online reports, ticket look-up and the staff desk", "handler");
  core::begin_command_line(app);
  Choices choices;
  add_init(app, choices);
  add_serve(app, choices);
  add_cgi(app, choices);
  add_user_commands(app, choices);
  add_case_commands(app, choices);
  add_verify_commands(app, choices);
  add_statistics(app, choices);
  add_clock_commands(app, choices);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : kWrongUsage;
  }
  return run_chosen(choices);
}

}  // namespace handler
