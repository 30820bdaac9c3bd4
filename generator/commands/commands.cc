// Parses the generator's command line and runs its commands.
#include "generator/commands/commands.h"

#include <ostream>

#include "core/base/ascii.h"
#include "core/input/command_line.h"
#include "core/settings/conf_file.h"
#include "core/settings/settings.h"
#include "generator/commands/author_commands.h"
#include "generator/commands/build_commands.h"

namespace generator {
namespace {

constexpr int kMostJobs = 1024;

void add_common_options(CLI::App& command, Options& options) {
  core::add_conf_option(command, core::kConfPath);
  command.add_option("--lang", options.lang, "zh | en; by default what LANG says")
      ->check(CLI::IsMember({"zh", "en"}));
}

void add_reading_options(CLI::App& command, Options& options) {
  add_common_options(command, options);
  command.add_option("--content", options.content, "folder with calendar/ and sites/")
      ->check(core::complaint_if_empty)
      ->capture_default_str();
  command
      .add_option("--templates", options.templates, "folder with layout/, pages/, text/, static/")
      ->check(core::complaint_if_empty)
      ->capture_default_str();
}

void add_base_url_option(CLI::App& command, Options& options) {
  command
      .add_option("--base-url", options.base_url,
                  "where the public folder is served: https://www.example.gov.cn/window/")
      ->capture_default_str();
}

void add_shared_options(CLI::App& command, Options& options) {
  add_reading_options(command, options);
  command.add_option("--site", options.sites, "only this site; may be given again")
      ->type_name("ID")
      ->allow_extra_args(false);
  command
      .add_option("--format", options.format, "how mistakes and results are printed: text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.add_option("--today", options.today, "the date to use instead of today")
      ->type_name("YYYY-MM-DD")
      ->check([](const std::string& text) {
        return core::day_from_iso(text) ? std::string() : "'" + text + "' is not a date";
      });
  command.add_flag("--strict", options.strict, "treat warnings as mistakes");
  command.add_flag("--quiet", options.quiet, "print mistakes and warnings only");
  add_base_url_option(command, options);
}

void add_build_options(CLI::App& command, Options& options) {
  add_shared_options(command, options);
  command.add_option("--out,--public", options.out, "the public folder")
      ->check(core::complaint_if_empty)
      ->capture_default_str();
  command
      .add_option("--published", options.published,
                  "the folder from which the handler reads the rules in force")
      ->check(core::complaint_if_empty)
      ->capture_default_str();
  command.add_option("--jobs", options.jobs, "threads; 0: one per core")
      ->check(CLI::Range(0, kMostJobs))
      ->capture_default_str();
  command.add_flag("--no-large", options.no_large, "leave the large-type edition out");
  command.add_flag("--no-search", options.no_search, "leave the search page and its index out");
  command.add_flag("--compress", options.compress, "also write .gz and .br beside each text file");
}

void add_watch_options(CLI::App& command, Options& options) {
  add_build_options(command, options);
  command
      .add_option("--status", options.status,
                  "file for the result of the last build, read by handler serve --dev")
      ->check(core::complaint_if_empty)
      ->type_name("FILE");
}

void add_new_site_options(CLI::App& command, Options& options) {
  add_reading_options(command, options);
  command
      .add_option("ID", options.id, "its folder and address: lower-case letters, digits and '-'")
      ->required();
}

void add_explain_options(CLI::App& command, Options& options) {
  add_reading_options(command, options);
  command
      .add_option("PAGE", options.page,
                  "address or path: /pingyi/scope/ or pingyi/scope/index.html")
      ->required();
}

void add_reference_options(CLI::App& command, Options& options) {
  add_common_options(command, options);
  command.add_option("FILE", options.file, "only the part about this file: policy.yaml");
}

struct Command {
  const char* name;
  const char* help;
  void (*add_options)(CLI::App& command, Options& options);
  int (*run)(const Options& options, core::Clock& clock, Streams streams);
};

constexpr Command kCommands[] = {
    {"build", "write the public site and put it in force", add_build_options, run_build},
    {"check", "find every mistake and write nothing", add_shared_options, run_check},
    {"watch", "build, and again whenever a file changes", add_watch_options, run_watch},
    {"new-site", "write the commented starter folder of a new site", add_new_site_options,
     run_new_site},
    {"explain", "say which files and texts a page comes from", add_explain_options, run_explain},
    {"reference", "print what every key of every file means", add_reference_options, run_reference},
};

Options options_set_by(const core::Settings& settings) {
  Options options;
  settings.give("content", options.content);
  settings.give("templates", options.templates);
  settings.give("public", options.out);
  settings.give("published", options.published);
  settings.give("base-url", options.base_url);
  if (const auto days = settings.value("archive-days"))
    options.archive_days = core::number_from_digits(*days).value_or(0);
  settings.give_flag("compress", options.compress);
  settings.give_flag("no-large", options.no_large);
  settings.give_flag("no-search", options.no_search);
  options.templates_named = !options.templates.empty();
  if (!options.templates_named) options.templates = core::templates_place();
  return options;
}

int run_parsed(const CLI::App& app, Options& options, core::Clock& clock, Streams streams) {
  for (const Command& command : kCommands) {
    const CLI::App* parsed = app.get_subcommand(command.name);
    if (!parsed->parsed()) continue;
    options.templates_named =
        options.templates_named ||
        (parsed->get_option_no_throw("--templates") != nullptr && parsed->count("--templates") > 0);
    try {
      return command.run(options, clock, streams);
    } catch (const std::exception& error) {
      streams.err << "generator: " << error.what() << '\n';
      return kBug;
    }
  }
  return kWrongUsage;
}

}  // namespace

core::Day today_of(const Options& options, core::Clock& clock) {
  const auto day = core::day_from_iso(options.today);
  return day ? *day : core::day_of(clock.now());
}

InputPlaces places_of(const Options& options, core::Clock& clock) {
  return {options.content, options.templates, options.sites, today_of(options, clock)};
}

core::Language language_of(const Options& options) {
  return core::language_named(options.lang).value_or(core::language_of_process());
}

int refused(const core::Failure& failure, Streams streams) {
  streams.err << "generator: " << failure.message << '\n';
  return core::exit_code::of(failure);
}

namespace {

// The printed text must have arrived: a full disk behind a pipe or file is a refusal.
int code_of_output(int code, Streams streams) {
  streams.out.flush();
  if (code != kDone || streams.out.good()) return code;
  streams.err << "generator: the output could not be written; is the disk full?\n";
  return core::exit_code::kMayHeal;
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        core::Clock& clock) {
  core::Diagnostics mistakes;
  const core::Settings settings =
      core::read_settings(core::conf_named_by(argc, argv), core::variable_of_process, mistakes);
  Options options = options_set_by(settings);
  CLI::App app("Builds the public pages and the published policy of \"ban bu cheng shi\" windows.",
               "generator");
  core::begin_command_line(app);
  for (const Command& command : kCommands) {
    command.add_options(*app.add_subcommand(command.name, command.help), options);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return code_of_output(app.exit(error, out, err) == 0 ? kDone : kWrongUsage, {out, err});
  }
  if (mistakes.has_errors()) {
    err << mistakes.text(language_of(options));
    return kMisconfigured;
  }
  if (const core::Status url = core::check_setting("base-url", options.base_url); !url)
    return refused(url.failure(), {out, err});
  return code_of_output(run_parsed(app, options, clock, {out, err}), {out, err});
}

}  // namespace generator
