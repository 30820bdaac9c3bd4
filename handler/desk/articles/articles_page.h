// News and stories: the list of each column, and the form of one article.
#pragma once

#include "handler/desk/publishing/editing.h"

namespace handler::desk {

enum class Column { news, stories };

// GET /publishing/news: what is shown, what is to come, what is over.
web::Response show_column(const Visit& visit, Column column);
// GET and POST /publishing/news-new. A POST may also ask for a look at the text, or for a file to
// be inserted: then nothing is kept.
web::Response show_new_article(const Visit& visit, Column column);
web::Response add_new_article(const Visit& visit, Column column);
// GET /publishing/news/{item}; POST …/change, …/remove. 404 for an article that is not there, 409
// if its file says something else than the page that was sent.
web::Response show_article(const Visit& visit, Column column);
web::Response change_article(const Visit& visit, Column column);
web::Response take_article_out(const Visit& visit, Column column);

// For the table of routes.
template <web::Response (*page)(const Visit&, Column), Column column>
web::Response in_column(const Visit& visit) {
  return page(visit, column);
}

}  // namespace handler::desk
