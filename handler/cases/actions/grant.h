// Who acts and on what: a grant, the person who holds it, and the case as rights see it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/policy/case_words.h"

namespace handler::cases {

// A person acting at the desk: one grant of theirs.
struct Grant {
  std::string site;
  core::Role role = core::Role::front_desk;
  std::string window;  // "" = the whole site; a window with those below it
  std::string unit;    // "" = not bound to a unit
};
struct StaffMember {
  std::int64_t user = 0;
  std::string name;
  std::vector<Grant> grants;
};

// What somebody wants to do something to.
struct Object {
  std::string site;
  std::string window;                      // of the case
  std::vector<std::string> windows_above;  // the window's ancestors, nearest first
  std::string unit;                        // that holds the case
  std::vector<std::string> assisting;      // units that help it
  std::string concerned_unit;              // that the report is about
  bool restricted = false;
  bool confidential = false;
};

}  // namespace handler::cases
