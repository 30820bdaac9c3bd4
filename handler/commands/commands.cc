// Parses the command line, calls one function per command and prints its result.
#include "handler/commands/commands.h"

#include <exception>
#include <iostream>
#include <string_view>

#include "core/base/exit_codes.h"
#include "core/settings/folder_owner.h"
#include "handler/commands/care_commands.h"
#include "handler/commands/cgi_command.h"
#include "handler/commands/choices.h"

namespace handler {
namespace {

void add_serve(CLI::App& app, Choices& choices) {
  CLI::App* serve =
      app.add_subcommand("serve", "serve the forms, and the static site if --public is given");
  add_runtime_options(*serve, choices.runtime);
  add_content_option(*serve, choices.runtime);
  add_generator_option(*serve, choices.runtime);
  check_role(add_role_option(*serve, choices.runtime));
  serve
      ->add_option("--public", choices.serve.public_folder,
                   "the generated site; without it only the forms are served [BANCHENG_PUBLIC]")
      ->check(core::complaint_if_empty)
      ->capture_default_str();
  serve
      ->add_option("--listen", choices.serve.listen, "ADDRESS:PORT or unix:/path [BANCHENG_LISTEN]")
      ->capture_default_str();
  serve
      ->add_option("--trust-proxy", choices.serve.trusted_proxies,
                   "numeric address of a proxy whose X-Forwarded-For is trusted; may be given "
                   "again [BANCHENG_TRUST_PROXY]")
      ->delimiter(',')
      ->allow_extra_args(false);
  serve
      ->add_option("--dev", choices.serve.dev_status,
                   "while writing a site: pages reload after each build, or show its mistakes, as "
                   "generator watch --status FILE tells; on a loopback address only")
      ->check(core::complaint_if_empty)
      ->type_name("FILE");
  serve->callback([&choices] {
    choices.run = [&choices] {
      // Previews are compared with the pages that are served.
      if (!choices.serve.public_folder.empty())
        choices.runtime.public_pages = choices.serve.public_folder;
      serve_until_signal(choices.runtime, choices.serve, std::cout);
    };
  });
}

void add_cgi(CLI::App& app, Choices& choices) {
  CLI::App* cgi = app.add_subcommand("cgi", "answer one request from the web server (RFC 3875)");
  add_runtime_options(*cgi, choices.runtime);
  add_content_option(*cgi, choices.runtime);
  add_generator_option(*cgi, choices.runtime);
  add_role_option(*cgi, choices.runtime);  // a wrong one is answered with a page
  cgi->callback([&choices] {
    choices.run = [&choices] { core::accepted(answer_cgi(choices.runtime, choices.mistakes)); };
    choices.tells_visitors = true;
  });
}

// What a user command asks for besides the options of every command.
enum UserOption : unsigned {
  kLogin = 1,
  kName = 2,
  kSite = 4,
  kGrant = 8,      // --site, --role, --window, --unit; of which the first two are required
  kMayGrant = 16,  // the same, none required
  kPassword = 32,
  kUndo = 64,
};

struct UserCommand {
  const char* name;
  const char* help;
  void (*run)(const RuntimeOptions&, const UserOptions&, std::ostream&);
  unsigned options;
};

constexpr UserCommand kUserCommands[] = {
    {"add", "add a user; asks for the password", add_user, kLogin | kName | kMayGrant | kPassword},
    {"list", "list all users and their grants", list_users, 0},
    {"grant", "give a user a role on a site", grant_user, kLogin | kGrant},
    {"revoke", "take a role on a site from a user", revoke_from_user, kLogin | kGrant},
    {"disable", "disable a user (--undo enables the user again)", disable_user, kLogin | kUndo},
    {"password", "set a user's password", set_user_password, kLogin | kPassword},
    {"drop-code", "turn off the one-time code of a user who lost the phone", drop_user_code,
     kLogin},
    {"demo", "add one user per role to the sample sites (--site: only there)", make_demo_users,
     kSite},
};

void add_grant_options(CLI::App& command, UserOptions& user, bool is_required) {
  command.add_option("--site", user.site, "the site that the grant is for")->required(is_required);
  command.add_option("--role", user.role, "front_desk, dispatcher, unit, leader_on_duty ...")
      ->required(is_required);
  command.add_option("--window", user.window, "only this window and those below it");
  command.add_option("--unit", user.unit, "only this unit's cases");
}

void add_user_options(CLI::App& command, UserOptions& user, unsigned options) {
  const auto asks = [options](UserOption one) { return (options & one) != 0; };
  if (asks(kLogin)) command.add_option("--login", user.login, "the name for sign-in")->required();
  if (asks(kName)) {
    command.add_option("--name", user.display_name, "the person's name, as colleagues read it");
  }
  if (asks(kSite)) command.add_option("--site", user.site, "only this site");
  if (asks(kGrant) || asks(kMayGrant)) add_grant_options(command, user, asks(kGrant));
  if (asks(kPassword)) {
    command.add_flag("--password-stdin", user.password_from_input,
                     "read the password from standard input");
  }
  if (asks(kUndo)) command.add_flag("--undo", user.undo, "enable the user again");
}

void add_user_commands(CLI::App& app, Choices& choices) {
  CLI::App* user = app.add_subcommand(
      "user", "staff: add, list, grant, revoke, disable, password, drop-code, demo");
  user->require_subcommand(1);
  for (const UserCommand& command : kUserCommands) {
    CLI::App* added = user->add_subcommand(command.name, command.help);
    add_runtime_options(*added, choices.runtime);
    add_user_options(*added, choices.user, command.options);
    added->callback([&choices, run = command.run] {
      choices.run = [&choices, run] {
        core::accepted(core::act_as_owner_of(choices.runtime.data));
        run(choices.runtime, choices.user, std::cout);
      };
    });
  }
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
      "tick",
      "record the breaches, reminders and visits that are due, and destroy what was kept long "
      "enough; run it by a timer");
  add_runtime_options(*tick, choices.runtime);
  tick->callback([&choices] {
    choices.run = [&choices] {
      core::accepted(core::act_as_owner_of(choices.runtime.data));
      tick_cases(choices.runtime, std::cout);
    };
  });
}

void add_publish(CLI::App& app, Choices& choices) {
  CLI::App* command = app.add_subcommand(
      "publish", "carry out what editors publish, and build the sites again when a day begins");
  add_runtime_options(*command, choices.runtime);
  add_content_option(*command, choices.runtime);
  add_generator_option(*command, choices.runtime);
  command
      ->add_option("--public,--out", choices.runtime.public_pages,
                   "the public folder that the generator writes [BANCHENG_PUBLIC]")
      ->check(core::complaint_if_empty)
      ->default_str(choices.runtime.public_pages.string());
  command->add_flag("--follow", choices.publish.follow,
                    "stay, and look twice a second; ends on SIGTERM after the step in progress");
  command->callback([&choices] {
    choices.run = [&choices] {
      choices.code = publish(choices.runtime, choices.publish, std::cout, std::cerr);
    };
  });
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
      ->check(core::complaint_if_empty)
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

// The printed text must have arrived: a full disk behind a pipe or file is a refusal.
int code_of_output(int code) {
  std::cout.flush();
  if (std::cout.good()) return code;
  std::cerr << "handler: the output could not be written; is the disk full?\n";
  return code == 0 ? core::exit_code::kMayHeal : code;
}

int run_chosen(const Choices& choices) {
  if (choices.mistakes.has_errors() && !choices.tells_visitors) {
    std::cerr << choices.mistakes.text(core::language_of_process());
    return core::exit_code::kMisconfigured;
  }
  try {
    choices.run();
    return code_of_output(choices.code);
  } catch (const core::Refused& refused) {
    std::cerr << "handler: " << refused.failure.message << "\n";
    return core::exit_code::of(refused.failure);
  } catch (const std::exception& error) {
    std::cerr << "handler: " << error.what() << "\n";
    return core::exit_code::kBug;
  }
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("Bancheng handler: online reports, ticket look-up and the staff desk", "handler");
  core::begin_command_line(app);
  Choices choices;
  take_settings(choices, argc, argv);
  add_serve(app, choices);
  add_cgi(app, choices);
  add_user_commands(app, choices);
  add_case_commands(app, choices);
  add_publish(app, choices);
  add_statistics(app, choices);
  add_clock_commands(app, choices);
  add_care_commands(app, choices);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    // A web server waits for a page, also if the command line is wrong.
    if (code != 0 && argc > 1 && std::string_view(argv[1]) == "cgi")
      write_unavailable(choices.runtime);
    return code_of_output(code == 0 ? core::exit_code::kDone : core::exit_code::kWrongUsage);
  }
  return run_chosen(choices);
}

}  // namespace handler
