// Everything a build reads before it renders: the catalogue of texts, the calendar and the sites.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "core/reading/texts.h"
#include "core/site/site_loader.h"
#include "generator/build/fingerprint.h"

namespace generator {

struct InputPlaces {
  std::filesystem::path content;  // holds calendar/ and sites/
  std::filesystem::path
      templates;  // holds text/zh-CN/; empty: sites' texts are not compared with the catalogue
  std::vector<std::string> sites;  // ids; empty: all
  core::Day today{};               // for the warning about next year's calendar
};

// What reading a site, or the catalogue, said, and of which bytes.
struct Reading {
  Fingerprint fingerprint = 0;  // of a site: of all that its pages are made from; 0: not known
  core::Diagnostics found;
};

struct Inputs {
  core::Texts catalogue;
  Reading catalogue_reading;
  std::vector<core::LoadedSite> sites;      // in the order of their ids
  std::vector<std::string> all_ids;         // also of the sites that were not asked for
  std::map<std::string, Reading> readings;  // of `sites`, by id

  // Whether every site of the content is here.
  bool are_complete() const { return sites.size() == all_ids.size(); }
};

// Reads everything and reports every mistake. Fails with `not_found` if the content holds no sites,
// with `invalid` if there is no site of a given id. A site with mistakes is left out of the result.
// Sites of `before` (a reading of the same places, which is used up) with the same fingerprint are
// not read again. It is that of the site's files, of the calendar and the templates, whose bytes
// are compared and never their times, and of the day.
core::Result<Inputs> read_inputs(const InputPlaces& places, core::Diagnostics& diagnostics,
                                 Inputs before = {});

// Whether no site can have this id, because its address is taken by something else.
bool is_reserved_site_id(std::string_view id);

}  // namespace generator
