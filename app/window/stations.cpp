#include "app/window/stations.h"

#include "ui/cascade/cascadeworkspace.h"
#include "ui/coding/codingworkspace.h"
#include "ui/corpus/corpusworkspace.h"
#include "ui/generation/generationworkspace.h"
#include "ui/home/homeworkspace.h"
#include "ui/rating/ratingworkspace.h"

namespace antiphon {

QList<WorkspaceFactory> windowStations()
{
    return {
        makeHomeWorkspace,    makeCorpusWorkspace,     makeCodingWorkspace,
        makeCascadeWorkspace, makeGenerationWorkspace, makeRatingWorkspace,
    };
}

} // namespace antiphon
