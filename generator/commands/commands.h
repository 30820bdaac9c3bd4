// The generator's command line: its options as they were typed, shared by the commands, and its
// exit codes.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "core/base/exit_codes.h"
#include "core/base/language.h"
#include "core/base/result.h"
#include "core/settings/default_places.h"
#include "core/time/local_time.h"
#include "generator/build/inputs.h"

namespace generator {

using core::exit_code::kBug;
using core::exit_code::kDone;
using core::exit_code::kMisconfigured;
using core::exit_code::kMistakes;
using core::exit_code::kWrongUsage;

// Before the command line is read: what the settings say, or else the places of installed programs.
struct Options {
  std::string content = core::kContentPlace;
  std::string templates;
  std::string out = core::kPublicPlace;
  std::string published = core::kPublishedPlace;
  std::vector<std::string> sites;
  std::string base_url = "/";
  std::string format = "text";
  std::string today;
  std::string status;  // of watch
  std::string id;      // of new-site
  std::string page;    // of explain
  std::string file;    // of reference
  std::string lang;    // zh or en; empty: as the environment says
  unsigned jobs = 0;
  int archive_days = 0;
  bool quiet = false;
  bool strict = false;
  bool no_large = false;
  bool no_search = false;
  bool compress = false;
  bool templates_named = false;  // by command line or settings
};

struct Streams {
  std::ostream& out;
  std::ostream& err;
};

// Prints the failure and returns its exit code.
int refused(const core::Failure& failure, Streams streams);
InputPlaces places_of(const Options& options, core::Clock& clock);
core::Day today_of(const Options& options, core::Clock& clock);
// In which messages to authors are printed.
core::Language language_of(const Options& options);

// Runs one command with the exit codes of core/base/exit_codes.h. Mistakes are printed to `err` as
// text, or to `out` with --format json; mistakes in the settings always to `err`. `clock` gives
// today's date unless --today does.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        core::Clock& clock);

}  // namespace generator
