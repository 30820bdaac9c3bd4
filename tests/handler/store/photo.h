// A file that tests of the store send with an event.
#pragma once

#include <filesystem>
#include <string>

#include "handler/store/cases/file_parts.h"
#include "tests/handler/store/store_fixture.h"

namespace test {

// Of two chunks, sealed once, so that every call writes the same bytes.
inline handler::store::Part photo() {
  static const handler::store::Part kPhoto = [] {
    const std::string bytes(65537, 'x');
    const auto folder = std::filesystem::temp_directory_path();
    core::SystemRandomness randomness;
    return handler::store::make_file_part(
        randomness, "file1", handler::store::seal_file("jpeg", "a.jpg", bytes, folder).value(), "",
        true);
  }();
  return kPhoto;
}

inline handler::store::NewEvent with_photo() {
  handler::store::NewEvent made = event("materials_sent", {{"files", {"jpeg:65537"}}});
  made.parts = {photo()};
  return made;
}

}  // namespace test
