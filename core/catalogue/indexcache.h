// The cache of an index, a file beside the project: it can be deleted at any time and is never believed.
#pragma once

#include "core/base/result.h"
#include "core/catalogue/indeximage.h"
#include "core/storage/connection.h"

namespace antiphon {

// What an index of the catalogue as it is now is known by. Errors: NotFound, those of SQLite.
Result<IndexKey> indexKey(const Connection& connection, CatalogueId catalogue);
// PROJECT.index-ID.
QString indexCachePath(const Connection& connection, CatalogueId catalogue);
// Writes the image there under a temporary name first, and removes the caches of catalogues that are no
// longer in the project. Says nothing when it can not: then the next program builds its index again.
// Catalogues that are built in no time get none.
void leaveIndexCache(const Connection& connection, const IndexImage& image);

} // namespace antiphon
