// One plan's talk with a model, from the first question to a sample or to giving up.
#pragma once

#include "core/generation/dialoguescript.h"
#include "core/generation/runline.h"

namespace antiphon {

// Knows no network: the owner asks question(), hands the reply to take(), until isOver(). A reply that can
// not be used is sent back once with what is wrong with it. If that does not help, or the model refused, was
// filtered or cut off, the item begins once more with another seed; then it is set aside. Trouble of the
// network or the server ends it at once: the pool tried again as often as makes sense.
class ItemTalk
{
public:
    // Both must outlive it.
    ItemTalk(const ModelWriterParts& parts, Plan plan);

    bool isOver() const { return m_over; }
    const ChatRequest& question() const { return m_question; }
    // Spreads the waits of the question.
    quint64 jitterSeed() const;
    // The reply to question(), from a model or kept from before.
    void take(const ChatResult& result, bool wasKept);
    // The finished item; once, when it is over.
    LineItem item(const TrackFacts& tracks);

    bool wasRepaired() const { return m_repairs > 0; }
    int freshTries() const { return m_freshTry; }
    double cost() const { return m_written.cost; }

private:
    void begin(int freshTry);
    bool goOn();
    void note(const ChatResult& result, bool wasKept);
    void noteAttempt(const ChatResult& result, const QString& fault, bool wasKept);
    void giveUp(const ChatResult& result, Error why);
    const Endpoint& endpointOf(const ChatResult& result) const;

    const ModelWriterParts& m_parts;
    Plan m_plan;
    std::unique_ptr<DialogueScript> m_script;
    ChatRequest m_question;
    Written m_written;
    QList<QJsonObject> m_attempts;
    int m_freshTry = 0;
    int m_step = 0;
    int m_repairs = 0;
    bool m_isRepair = false; // the question sends a reply back
    bool m_over = false;
};

// Whether the pool gave the question up before any request was sent.
bool wasNotAsked(const ChatResult& result);
// What tokens cost at an endpoint.
double costOf(const Endpoint& endpoint, const TokenCounts& tokens);

} // namespace antiphon
