// What turns one plan into a sample, or says why it could not.
#pragma once

#include "core/generation/prompt.h"
#include "core/generation/replystore.h"
#include "core/generation/templatewriter.h"
#include "core/llm/chatpool.h"

#include <memory>

namespace antiphon {

// One plan as a writer left it.
struct Written
{
    enum class End {
        Sample,   // `texts` holds a text for each turn
        SetAside, // this plan was given up; the next may succeed
        Stopped   // it can not succeed until a person changes something, or was cancelled
    };
    End end = End::Sample;
    QStringList texts;
    Error error;
    QString kind;                        // the word of the failure, for counting
    bool transient = false;              // a later try may succeed
    QJsonObject provenance;              // what belongs to this item alone
    TokenCounts tokens;                  // that this session's requests took
    double cost = 0;                     // of them
    double elapsedMs = 0;                // from the first request to the end
    QByteArray body;                     // of the last request; empty: a writer without requests
    std::vector<KeptReply> replies = {}; // to be kept for a sample
};

// Writes without asking anybody. Used by one thread.
class Writer
{
public:
    virtual ~Writer() = default;
    virtual Written write(const Plan& plan) = 0;
};

// What it takes to ask models for the dialogues of a run.
struct ModelWriterParts
{
    Endpoint endpoint;         // the first of them
    QList<Endpoint> endpoints; // at least one; all name the same model
    ChatPool::KeySource keys = ChatPool::keyFromEnvironment;
    PromptVersion prompt;
    std::shared_ptr<const PhraseBook> book;
    std::shared_ptr<const TrackFacts> tracks;
    quint64 seed = 0;
    bool useCache = true;
};

std::unique_ptr<Writer> makeTemplateWriter(std::shared_ptr<const PhraseBook> book,
                                           std::shared_ptr<const TrackFacts> tracks, quint64 seed);

} // namespace antiphon
