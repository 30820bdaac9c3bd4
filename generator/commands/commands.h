// The generator's command line: its options as they were typed, shared by the commands, and its
// exit codes.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "generator/build/inputs.h"

namespace generator {

inline constexpr int kDone = 0;
inline constexpr int kMistakes = 1;
inline constexpr int kBug = 70;
inline constexpr int kWorldRefused = 2;
inline constexpr int kWrongUsage = 64;

struct Options {
  std::string content = "content";
  std::string templates = "site_templates";
  std::string out = "public";
  std::string published = "published";
  std::vector<std::string> sites;
  std::string base_url = "/";
  std::string format = "text";
  std::string today;
  std::string status;  // of watch
  std::string id;      // of new-site
  std::string page;    // of explain
  std::string file;    // of reference
  unsigned jobs = 0;
  bool quiet = false;
  bool strict = false;
  bool no_large = false;
  bool no_search = false;
  bool compress = false;
  bool templates_named = false;
};

struct Streams {
  std::ostream& out;
  std::ostream& err;
};

// Prints the failure and returns its exit code.
int refused(const core::Failure& failure, Streams streams);
InputPlaces places_of(const Options& options, core::Clock& clock);
core::Day today_of(const Options& options, core::Clock& clock);

// Runs one command. Exit codes: 0 done, 1 the input has mistakes (all printed), 2 a failure of the
// outside world (disk, permissions), 64 wrong usage, 70 a bug of ours. Mistakes are printed to
// `err` as text, or to `out` with --format json. `clock` gives today's date unless --today does.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err,
        core::Clock& clock);

}  // namespace generator
