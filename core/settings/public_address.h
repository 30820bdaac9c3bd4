// The one address of a county's pages and forms. The prefix of the forms, the origin that staff
// forms must come from, and the links between pages and forms all follow from it.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

struct PublicAddress {
  std::string origin;      // "https://window.example.gov.cn:8443", in lower case and without the
                           // scheme's own port, as browsers send it; "": not declared
  std::string path = "/";  // where the public folder is served; begins and ends with '/'

  // "https://window.example.gov.cn/window/"; "" without an origin.
  std::string url() const { return origin.empty() ? "" : origin + path; }
  // As an operator writes it.
  std::string text() const { return origin + path; }
  // Where the forms are: "/window/handle".
  std::string handler_prefix() const { return path + "handle"; }
};

// Reads a base URL: "https://window.example.gov.cn/window/" with http or https, or only a path
// "/window/" if the origin is not known. The last '/' may be missing. Fails with `invalid` for
// anything that cannot stand in front of every address: no scheme or another one, a user, a query,
// a fragment, an escape, "..".
Result<PublicAddress> read_public_address(std::string_view text);

// The path of an address that is a path or a URL: "https://forms.example/handle" -> "/handle".
std::string path_of_address(std::string_view address);

}  // namespace core
