#include "app/window/stations.h"

#include "core/keyring/systemkeyring.h"
#include "ui/cascade/cascadeworkspace.h"
#include "ui/coding/codingworkspace.h"
#include "ui/corpus/corpusworkspace.h"
#include "ui/generation/generationworkspace.h"
#include "ui/home/homeworkspace.h"
#include "ui/rating/ratingworkspace.h"

namespace antiphon {

QList<WorkspaceFactory> windowStations()
{
    const auto generation = [ring = makeSystemKeyRing()] { return makeGenerationWorkspace(ring); };
    return {
        makeHomeWorkspace,    makeCorpusWorkspace, makeCodingWorkspace,
        makeCascadeWorkspace, generation,          makeRatingWorkspace,
    };
}

} // namespace antiphon
