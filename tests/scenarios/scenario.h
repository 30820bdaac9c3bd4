// A scenario: plain text that a clerk can read and that runs the same on every transport.
//
//   # comment
//   clock 2026-09-24T10:00:00+08:00      the time from here on
//   staff wang demo front_desk           a person who can sign in (staff NAME SITE ROLE [UNIT])
//   as wang demo                         signs in; the requests below are theirs ("as nobody":
//                                        without a session)
//   GET /handle/demo/report
//   POST /handle/demo/report             followed by its fields:
//     field problem 房产证办不下来
//     field problem 字*4000              4,000 times 字
//     field number {number}              a value that was kept before
//     file files photo.jpg jpeg          a file in the field "files", named photo.jpg: jpeg, png,
//                                        pdf, or other, which is none of them
//     expect status 200
//     expect text 请核对
//     expect no text 张三
//     expect header Cache-Control no-store
//     keep number after 'class="ticket-number" id="ticket-number">' until '<'
//
// csrf, seen and token are kept from every answer that has such a hidden field.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace scenarios {

struct Line {
  int number = 0;
  std::vector<std::string> words;  // split at blanks; '...' is one word
  std::string rest;                // everything after the first two words
};

struct Scenario {
  std::string file;
  std::vector<Line> lines;
};

core::Result<Scenario> read_scenario(const std::string& file);

}  // namespace scenarios
