// Fills the data that all pages of a site share: the navigation as a table, the footer, the
// sample's banner. Joins the pieces of the portal's head and foot that the strict reader accepted.
#include "core/page/page_frame.h"

#include <array>
#include <utility>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/reading/phone.h"

namespace core {
namespace {

struct NavEntry {
  std::string_view page;  // also its address below the site's root
  std::string_view text;
  bool in_large;  // in large type four entries fill two rows of a phone; the site's name leads home
};

// "zhuan", the word before an extension number.
constexpr std::string_view kExtensionMark = "\u8f6c";

// Kept short, so that a phone shows the page's own content too; the site map links to the rest.
constexpr std::array<NavEntry, 7> kNavigation = {{
    {"", "nav.home", false},
    {"report", "nav.report", true},
    {"ticket", "nav.ticket", true},
    {"scope", "nav.scope", false},
    {"process", "nav.process", false},
    {"contacts", "nav.contacts", true},
    {"sitemap", "nav.more", true},
}};

std::string page_address(const std::string& site_root, std::string_view page) {
  return page.empty() ? site_root : site_root + std::string(page) + "/";
}

void add_navigation(TemplateData& data, const Policy& policy, const Texts& texts,
                    const PagePlace& place) {
  for (const NavEntry& entry : kNavigation) {
    if (place.large && !entry.in_large) continue;
    const bool no_limits = entry.page == "process" && !policy.says_limits();
    data.add("NAV")
        .set("NAV_HREF", page_address(place.site_root, entry.page))
        .set("NAV_LABEL", texts.get(no_limits ? "nav.process_plain" : entry.text))
        .show_if(entry.page == place.page, "NAV_CURRENT");
  }
}

bool offers(const Policy& policy, std::string_view channel) {
  const Channel* known = policy.channel(channel);
  return known != nullptr && known->is_public;
}

// The ways to let staff register a report, in words: HELP_WAYS, "call or come to the window".
void add_ways(TemplateData& data, const Policy& policy, const Texts& texts) {
  std::vector<std::string> ways;
  if (offers(policy, "phone")) ways.push_back(texts.get("contact.way.phone"));
  if (offers(policy, "in_person")) ways.push_back(texts.get("contact.way.in_person"));
  data.show_if(offers(policy, "phone"), "TAKES_CALLS")
      .show_if(offers(policy, "in_person"), "TAKES_VISITS")
      .set_optional("HELP_WAYS", joined(ways, texts.get("contact.way.or")));
}

// "news/2026-10-hours" is in the column "news".
std::string column_of(const Texts& texts, std::string_view page) {
  const std::string column = page.empty() ? "home" : std::string(page.substr(0, page.find('/')));
  const std::string key = "column." + column;
  return texts.has(key + ".type") ? key : "column.other";
}

// Meta tags of the column, after 国办发〔2017〕47号; the tags' names are in the layout.
void add_column(TemplateData& data, const SiteIdentity& identity, const Texts& texts,
                const PagePlace& place) {
  const std::string column = column_of(texts, place.page);
  data.set("COLUMN_TYPE", texts.get(column + ".type"))
      .set("COLUMN_DESCRIPTION", texts.get(column + ".description"))
      .set("COLUMN_KEYWORDS",
           texts.format(column + ".keywords", {{"window_name", identity.window_name}}));
  if (!place.article) return;
  const ArticleInfo& article = *place.article;
  data.show("ARTICLE")
      .set("ARTICLE_TITLE", article.title)
      .set("ARTICLE_PUBLISHED", article.published)
      .set_optional("ARTICLE_SOURCE", article.source)
      .set_optional("ARTICLE_AUTHOR", article.author)
      .set_optional("ARTICLE_KEYWORDS", article.keywords)
      .set_optional("ARTICLE_SUMMARY", article.summary);
}

void add_government(TemplateData& data, const SiteIdentity& identity) {
  if (identity.updated) data.set_optional("UPDATED", chinese_date(*identity.updated));
  if (!identity.government) return;
  const Government& government = *identity.government;
  data.set_optional("GOVERNMENT_NAME", government.site_name)
      .set_optional("GOVERNMENT_DOMAIN", government.domain)
      .set_optional("GOVERNMENT_CODE", government.id_code)
      .set_optional("GOVERNMENT_EMBLEM", government.emblem)
      .set_optional("GOVERNMENT_ERRORS", government.report_errors)
      .set_optional("GOVERNMENT_CONTACT", government.contact)
      .set("GOVERNMENT_CONTACT_DIALLED", dialled(government.contact))
      .set_optional("GOVERNMENT_ICP", government.icp)
      .set_optional("GOVERNMENT_POLICE", government.police)
      .set("GOVERNMENT_POLICE_CODE", government.police_code);
  data.show_if(!(government.emblem + government.report_errors + government.id_code +
                 government.icp + government.police)
                    .empty(),
               "HAS_FILINGS");
}

void add_portal(TemplateData& data, const SiteIdentity& identity, const PagePlace& place) {
  const std::string& shared = place.standard_root.empty() ? place.site_root : place.standard_root;
  const auto add = [&](const PortalPart& part, std::string_view name, std::string_view section) {
    if (part.empty()) return;
    data.set(name, render_portal_part(part, place.site_root, shared)).show(section);
  };
  add(identity.portal_header, "PORTAL_HEADER", "HAS_PORTAL_HEADER");
  add(identity.portal_footer, "PORTAL_FOOTER", "HAS_PORTAL_FOOTER");
}

void add_trail(TemplateData& data, const PagePlace& place) {
  data.show_if(!place.page.empty(), "HAS_TRAIL")
      .set("HERE", place.here.empty() ? place.title : place.here);
  for (const TrailStep& step : place.trail) {
    data.add("TRAIL").set("TRAIL_HREF", step.href).set("TRAIL_TITLE", step.title);
  }
}

// The date of the newest rule: the page is correct as of that day.
std::optional<Day> as_of(const Site& site) {
  std::optional<Day> newest;
  for (const Document& document : site.documents) {
    if (document.basis || !document.date) continue;
    if (!newest || *newest < *document.date) newest = document.date;
  }
  return newest;
}

// Whether a page stands where the notice is shown.
bool concerns(const Notice& notice, const Site& site, const std::string& window) {
  if (notice.window.empty() || notice.window == window) return true;
  return !window.empty() && contains(site.windows_above(window), notice.window);
}

// Adds MOURNING, NOT_YET_OPEN, and NOTICE[] with HAS_NOTICES.
void add_days(TemplateData& data, const Site& site, Day today, const std::string& window) {
  const std::optional<Day>& opens = site.identity.opens;
  data.show_if(site.identity.mourns(today), "MOURNING")
      .show_if(opens && today < *opens, "NOT_YET_OPEN");
  for (const Notice& notice : site.identity.notices) {
    if (!notice.days.holds(today) || !concerns(notice, site, window)) continue;
    data.show("HAS_NOTICES");
    data.add("NOTICE")
        .set("NOTICE_TEXT", notice.text)
        .set("NOTICE_UNTIL", chinese_date(notice.days.to));
  }
}

}  // namespace

std::string handler_root(const SiteIdentity& identity) {
  return identity.handler_url + "/" + identity.id;
}

std::string meta_content_security_policy(const std::string& form_address) {
  std::string policy =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
      "manifest-src 'self'; form-action 'self'";
  const std::size_t scheme = form_address.find("://");
  if (scheme != std::string::npos) {
    policy += " " + form_address.substr(0, form_address.find('/', scheme + 3));
  }
  return policy + "; connect-src 'self'; base-uri 'none'";
}

std::string dialled(const std::string& phone) {
  const std::vector<std::string> phones = phones_in(phone);
  if (phones.empty()) return {};
  std::string out;
  for (const std::string& character : characters(half_width(phones.front()))) {
    const char first = character[0];
    const bool is_digit = character.size() == 1 && first >= '0' && first <= '9';
    if (is_digit || (character == "+" && out.empty())) out += character;
    // The comma makes a phone pause before it dials the extension.
    if (character == kExtensionMark) out += ",";
  }
  return out;
}

TemplateData contact_data(const Site& site) {
  TemplateData data;
  data.set("HOTLINE", site.identity.hotline)
      .set("HOTLINE_DIALLED", dialled(site.identity.hotline))
      .set_optional("CALL_HALL", site.identity.hall);
  if (site.windows.empty()) return data;
  const Window& main = site.windows.front();
  data.set_optional("CALL_PHONE", main.phone).set_optional("CALL_PLACE", main.place);
  data.set("CALL_PHONE_DIALLED", dialled(main.phone));
  data.show_if(main.phone.empty(), "NO_CALL_PHONE");
  return data.set_optional("CALL_ADDRESS", main.address);
}

TemplateData page_frame(const Site& site, const Texts& texts, const PagePlace& place) {
  const SiteIdentity& identity = site.identity;
  TemplateData data;
  data.set("SITE_ROOT", place.site_root)
      .set("ASSET_ROOT", place.standard_root.empty() ? place.site_root : place.standard_root)
      .set_optional("OTHER_EDITION", place.other_edition)
      .show_if(place.same_form, "SAME_FORM")
      .show(place.large ? "LARGE" : "STANDARD")
      .show(place.large || place.answered ? "SHORT_HEAD" : "FULL_HEAD")
      .set("HANDLER_ROOT", place.handler_root)
      .set("TITLE", place.title)
      .set("SITE_NAME", identity.name)
      .set("WINDOW_NAME", identity.window_name)
      .set("OWNER", identity.owner)
      .merge(contact_data(site));
  if (place.generated) {
    data.set("CSP", meta_content_security_policy(place.handler_root)).show("HAS_CSP");
  }
  data.set_optional("REAL_ROUTE", identity.real_route)
      .show_if(identity.standing == Standing::sample, "SAMPLE");
  if (const auto day = as_of(site)) data.set_optional("AS_OF", chinese_date(*day));
  add_navigation(data, site.policy, texts, place);
  data.show_if(site.policy.says_limits(), "SAYS_LIMITS")
      .show_if(!site.policy.says_limits(), "SAYS_NO_LIMITS");
  add_ways(data, site.policy, texts);
  add_trail(data, place);
  add_column(data, identity, texts, place);
  add_government(data, identity);
  add_portal(data, identity, place);
  if (place.today) add_days(data, site, *place.today, place.window);
  data.set_optional("CANONICAL", place.canonical).show_if(place.has_feed, "HAS_FEED");
  return data;
}

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
