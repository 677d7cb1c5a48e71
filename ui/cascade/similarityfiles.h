// Lists and embeddings of what is alike, asked for and imported as a job.
#pragma once

#include "core/catalogue/similarityimport.h"
#include "ui/shell/workspace.h"

namespace antiphon {

// Asks for the file (and, for a NumPy matrix, for the ids of its rows) and imports it under the file's name
// into the index's catalogue; a notice says how many rows there are and which were refused.
void askForSimilarityFile(const WorkspaceContext& context, QWidget* owner,
                          const std::shared_ptr<const CatalogueIndex>& index, SimilarityTarget target,
                          SimilarityKind kind);

} // namespace antiphon
