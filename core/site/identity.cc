// Reads site.yaml: the site's identity, and where its forms are sent.
#include "core/site/identity.h"

#include <algorithm>
#include <array>

#include "core/reading/values.h"

namespace core {

BANCHENG_DEFINE_COPYING(SiteIdentity);

namespace {

constexpr std::array<std::pair<Standing, std::string_view>, 2> kStandings = {
    {{Standing::sample, "sample"}, {Standing::official, "official"}}};

constexpr std::string_view kIdCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-";
constexpr std::size_t kLongestSiteId = 40;
constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool is_site_id(std::string_view id) {
  return id.size() <= kLongestSiteId && !id.starts_with('-') &&
         id.find_first_not_of(kIdCharacters) == std::string_view::npos;
}

std::string read_site_id(MapReader& reader, const std::string& folder) {
  std::string id = reader.required_text("id");
  if (id.empty()) return id;
  if (id != folder) {
    reader.error(
        "id", "site.id-differs",
        say("the id is '{id}', but the folder is '{folder}'", {{"id", id}, {"folder", folder}}),
        say("addresses and published folders are made from it: let them be equal"));
  } else if (!is_site_id(id)) {
    reader.error("id", "site.id-form", say("'{id}' cannot be part of an address", {{"id", id}}),
                 say("use lower-case letters, digits and '-', at most 40"));
  }
  return id;
}

std::string read_serial_prefix(MapReader& reader) {
  std::string prefix = reader.required_text("serial_prefix");
  const bool good = prefix.size() >= 2 && prefix.size() <= 4 &&
                    prefix.find_first_not_of(kCapitals) == std::string::npos;
  if (!prefix.empty() && !good) {
    reader.error("serial_prefix", "site.serial-prefix",
                 say("'{prefix}' cannot begin serial numbers", {{"prefix", prefix}}),
                 say("use 2 to 4 capitals, for example PY"));
  }
  return prefix;
}

bool begins_with_host(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (text.starts_with(scheme)) return text.size() > scheme.size() && text[scheme.size()] != '/';
  }
  return false;
}

bool is_path_or_url(std::string_view text) {
  const bool path = text.starts_with('/') && !text.starts_with("//");
  return (path || begins_with_host(text)) && text.find("/..") == std::string_view::npos &&
         text.find_first_of(" \t\n\"'<>?#\\;") == std::string_view::npos;
}

std::string read_handler_url(MapReader& reader) {
  std::string url = reader.optional_text("handler_url", "/handle");
  if (is_path_or_url(url) && !url.ends_with('/')) return url;
  reader.error("handler_url", "site.url", say("forms cannot be sent to '{url}'", {{"url", url}}),
               say("write a path like /handle or an address like https://example.gov.cn/handle"));
  return url;
}

std::string read_site_url(MapReader& reader, const std::string& id) {
  std::string url = reader.optional_text("site_url");
  if (url.empty()) return "/" + id + "/";
  if (is_path_or_url(url) && url.ends_with('/')) return url;
  reader.error("site_url", "site.url",
               say("'{url}' is not the address of a folder", {{"url", url}}),
               say("write a path or an address that ends in '/'"));
  return url;
}

// A key without a value counts as missing.
bool says(const YamlNode& root, std::string_view key) {
  const YamlNode* node = root.find(key);
  return node != nullptr && node->kind != YamlNode::Kind::null;
}

// A sample must say how to reach the real window, because its own form reaches no government
// office.
std::string read_real_route(MapReader& reader, Standing standing) {
  return standing == Standing::sample ? reader.required_text("real_route")
                                      : reader.optional_text("real_route");
}

}  // namespace

bool SiteIdentity::mourns(Day day) const {
  return std::ranges::any_of(mourning, [day](const DayRange& days) { return days.holds(day); });
}

void SiteIdentity::place_at(const std::string& base_path) {
  if (!has_own_handler_url) handler_url = base_path + "handle";
  if (!has_own_site_url) site_url = base_path + id + "/";
}

SiteIdentity read_identity(const YamlNode& root, const std::string& folder,
                           Diagnostics& diagnostics) {
  MapReader reader(root, "site", diagnostics);
  SiteIdentity site;
  read_schema(reader);
  site.id = read_site_id(reader, folder);
  site.standing = required_word(reader, "standing", "site.unknown-word", kStandings)
                      .value_or(Standing::official);
  site.name = reader.required_text("name");
  site.window_name = reader.required_text("window_name");
  site.owner = reader.required_text("owner");
  site.hall = reader.required_text("hall");
  site.serial_prefix = read_serial_prefix(reader);
  site.pledge = required_prose(reader, "pledge", diagnostics);
  reader.required_node("purpose");
  site.purpose = optional_proses(reader, "purpose", diagnostics);
  site.commitments = optional_proses(reader, "commitments", diagnostics);
  site.real_route = read_real_route(reader, site.standing);
  site.to_try = reader.optional_flag("to_try", false);
  if (std::string hotline = optional_phone(reader, "hotline"); !hotline.empty()) {
    site.hotline = std::move(hotline);
  }
  site.handler_url = read_handler_url(reader);
  site.site_url = read_site_url(reader, site.id);
  site.has_own_handler_url = says(root, "handler_url");
  site.has_own_site_url = says(root, "site_url");
  site.opens = optional_date(reader, "opens");
  site.updated = optional_date(reader, "updated");
  if (const YamlNode* node = reader.optional_node("government")) {
    site.government = read_government(*node, diagnostics);
  }
  site.mourning = read_mourning(reader, diagnostics);
  site.notices = read_notices(reader, diagnostics);
  reader.finish();
  return site;
}

}  // namespace core
