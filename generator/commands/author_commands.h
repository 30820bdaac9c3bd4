// new-site, explain and reference; and the reference of every YAML key, which is built into the
// program, so that authors read the one for their version.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "generator/commands/commands.h"

namespace generator {

// Each runs one command and returns its exit code.
int run_new_site(const Options& options, core::Clock& clock, Streams streams);
int run_explain(const Options& options, core::Clock& clock, Streams streams);
int run_reference(const Options& options, core::Clock& clock, Streams streams);

// docs/content-reference.md as of the time the program was built.
std::string_view content_reference();

// A section with its heading: "policy.yaml". If no heading equals the name, one that contains it
// counts: "calendar" finds content/calendar/YEAR.yaml. Nothing if there is none.
std::optional<std::string> reference_section(std::string_view name);

// The starter folder of a new site: all files, with every choice explained, complete enough for a
// build. Copies TEMPLATES/new_site to CONTENT/sites/ID, inserting the id; returns the files it
// wrote. Fails with `invalid` if the id is not allowed, with `conflict` if the folder already
// exists.
core::Result<std::vector<std::filesystem::path>> new_site(const std::filesystem::path& content,
                                                          const std::filesystem::path& templates,
                                                          const std::string& id);

}  // namespace generator
