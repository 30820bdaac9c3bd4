// Runs scenario files on one transport: scenario_runner TRANSPORT SITE_FOLDER FILE... ; SITE_FOLDER
// has public/ and published/ as written by the generator.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>

#include "tests/scenarios/player.h"

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: scenario_runner app|cgi|serve|apache SITE_FOLDER FILE...\n");
    return 64;
  }
  int failed = 0;
  for (int i = 3; i < argc; ++i) {
    const std::string complaint = scenarios::play(argv[1], argv[2], argv[i]);
    std::printf("%s %s: %s\n", complaint.empty() ? "ok  " : "FAIL", argv[1], argv[i]);
    if (!complaint.empty()) {
      std::printf("%s\n", complaint.c_str());
      ++failed;
    }
  }
  std::printf("%d passed, %d failed\n", argc - 3 - failed, failed);
  return failed == 0 ? 0 : 1;
}
