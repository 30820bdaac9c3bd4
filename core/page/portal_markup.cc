// Joins the pieces that the strict reader accepted.
#include "core/page/portal_markup.h"

#include <utility>

namespace core {

// The only class that makes Rendered from a portal part.
class PortalWriter {
 public:
  static Rendered join(const PortalPart& part, const std::string& site_root,
                       const std::string& shared_root) {
    std::string markup;
    for (const PortalPiece& piece : part.pieces) {
      markup += piece.markup;
      if (piece.root == PortalRoot::site) markup += site_root;
      if (piece.root == PortalRoot::files) markup += shared_root;
    }
    return Rendered(std::move(markup));
  }
};

Rendered render_portal_part(const PortalPart& part, const std::string& site_root,
                            const std::string& shared_root) {
  return PortalWriter::join(part, site_root, shared_root);
}

}  // namespace core
