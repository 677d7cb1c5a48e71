// What turns one plan into a sample, or says why it could not.
#pragma once

#include "core/base/cancellation.h"
#include "core/generation/prompt.h"
#include "core/generation/templatewriter.h"
#include "core/llm/chatclient.h"

#include <memory>

namespace antiphon {

// One plan as a writer left it.
struct Written
{
    enum class End {
        Sample,   // `texts` holds a text for each turn
        SetAside, // this plan was given up; the next may succeed
        Stopped   // no plan can succeed until a person changes something
    };
    End end = End::Sample;
    QStringList texts;
    Error error;
    QString kind;           // the word of the failure, for counting
    bool transient = false; // a later try may succeed
    QJsonObject provenance; // what belongs to this item alone
    TokenCounts tokens;
};

// Used by one thread.
class Writer
{
public:
    virtual ~Writer() = default;
    // A cancelled call gives End::Stopped with the code Cancelled.
    virtual Written write(const Plan& plan, const CancelToken& cancel) = 0;
};

std::unique_ptr<Writer> makeTemplateWriter(std::shared_ptr<const PhraseBook> book,
                                           std::shared_ptr<const TrackFacts> tracks, quint64 seed);

// Asks a model for the whole dialogue. A reply that can not be used is sent back once with what is wrong with
// it.
struct ModelWriterParts
{
    Endpoint endpoint;
    std::shared_ptr<ChatPool> pool; // of that endpoint, shared by all writers of a run
    PromptVersion prompt;
    std::shared_ptr<const PhraseBook> book;
    std::shared_ptr<const TrackFacts> tracks;
    quint64 seed = 0;
};
std::unique_ptr<Writer> makeModelWriter(ModelWriterParts parts);

} // namespace antiphon
