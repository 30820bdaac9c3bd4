// All inputs of a build: the catalogue of texts, the calendar and the sites; and fingerprints that
// tell whether they have changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "core/reading/texts.h"
#include "core/site/build_record.h"
#include "core/site/site_loader.h"

namespace generator {

// Tells whether files and other inputs have changed. Two different inputs have the same fingerprint
// with a probability of 2^-64.
using Fingerprint = std::uint64_t;

struct InputPlaces {
  std::filesystem::path content;  // contains calendar/ and sites/
  std::filesystem::path
      templates;  // contains text/zh-CN/; empty: texts.yaml is not checked against it
  std::vector<std::string> sites;  // ids; empty: all
  core::Day today{};               // for the warning about next year's calendar
};

// The diagnostics of reading a site or the catalogue, and the fingerprint of its input.
struct Reading {
  Fingerprint fingerprint = 0;  // of a site: of everything that its pages are made from; 0: unknown
  core::Diagnostics found;
  core::FileHashes files;  // of a site: taken before it was read; empty: unknown
};

struct Inputs {
  core::Texts catalogue;
  Reading catalogue_reading;
  std::vector<core::LoadedSite> sites;      // sorted by id
  std::vector<std::string> all_ids;         // including sites that were not requested
  std::map<std::string, Reading> readings;  // of `sites`, by id

  // Whether every site of the content is included.
  bool are_complete() const { return sites.size() == all_ids.size(); }
};

// Reads everything and reports every mistake. Fails with `not_found` if the content has no sites,
// and with `invalid` if a requested site does not exist. Sites with mistakes are left out of the
// result. `before` is an earlier reading of the same places, which is moved from: sites whose
// fingerprint has not changed are not read again. The fingerprint covers the date and the bytes
// (never the times) of the site's files, the calendar and the templates.
core::Result<Inputs> read_inputs(const InputPlaces& places, core::Diagnostics& diagnostics,
                                 Inputs before = {});

// True if no site may have this id, because its address is in use.
bool is_reserved_site_id(std::string_view id);

}  // namespace generator
