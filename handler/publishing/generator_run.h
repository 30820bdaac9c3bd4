// Runs the program `generator`, which alone knows how content becomes pages: the handler starts it
// and reads what it says.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/exit_codes.h"
#include "core/base/result.h"
#include "core/time/local_time.h"

namespace handler::publishing {

// The program, and what a build of an operator is given by settings or options.
struct BuildPlaces {
  std::filesystem::path generator;  // see generator_beside_program()
  std::filesystem::path content;
  std::filesystem::path templates;
  std::filesystem::path out;  // the public folder
  std::filesystem::path published;
  std::string base_url = "/";
  std::filesystem::path conf;  // bancheng.conf, if another one was named
};

// The program `generator` in the folder of this program.
std::filesystem::path generator_beside_program();

struct GeneratorRun {
  int code = 0;          // its exit code; -1: a signal ended it, or it took too long
  bool is_late = false;  // it took too long
  std::string messages;  // of its standard error, at most 16 KB

  bool is_done() const { return code == core::exit_code::kDone; }
};

struct RunOptions {
  std::optional<core::Day> today;  // the day that pages are made for
  int keeps_open = -1;             // a descriptor that lives as long as the generator
  std::chrono::seconds longest = std::chrono::minutes{5};
};

// `generator build` of these sites alone. Its messages are Chinese where it has them in Chinese.
// Fails if it cannot be started. A generator that takes longer than `longest` is killed.
core::Result<GeneratorRun> run_generator(const BuildPlaces& places,
                                         const std::vector<std::string>& sites,
                                         const RunOptions& options);

}  // namespace handler::publishing
