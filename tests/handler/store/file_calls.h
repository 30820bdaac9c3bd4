// Every call of the store that writes, destroys or reads a file; see refusal_calls.h.
#pragma once

#include "tests/handler/store/refusal_calls.h"

namespace test::refusal {

inline store::DestroyedTexts destroyed_photo() {
  return {4, 5, event("parts_destroyed", {{"parts", {11}}}), {11}, fold, false};
}

inline std::vector<Call> calls_of_files() {
  return {
      {"append, a file",
       [](Store& s) { return read(s.append("demo", 2, 2, {with_photo()}, fold)); }, kWrites},
      {"destroy_parts, a file",
       [](Store& s) { return said(s.destroy_parts("demo", destroyed_photo())); }, kWrites},
      {"take_back",
       [](Store& s) {
         return read(s.take_back("demo", {4, 5, {event("parts_destroyed")}, fold}, {11}));
       },
       kWrites},
      {"destroy_again, a file",
       [](Store& s) {
         return said(s.destroy_again({{"demo", 4, 11}}), [](std::int64_t parts) { return parts; });
       },
       kWrites},
      {"file_chunk",
       [](Store& s) {
         return said(s.file_chunk({"demo", 4, 11}, 1),
                     [](const auto& chunk) { return chunk.size(); });
       },
       kReads},
      {"file_bytes",
       [](Store& s) {
         return said(s.file_bytes("demo"), [](std::int64_t bytes) { return bytes; });
       },
       kReads},
      {"held_files",
       [](Store& s) {
         return said(s.held_files(), [](const auto& files) { return files.size(); });
       },
       kReads},
  };
}

}  // namespace test::refusal
