#include "core/generation/turnscript.h"

#include "core/generation/reply.h"

namespace antiphon {

namespace {

constexpr qsizetype longestReplyBack = 20'000;

class TurnByTurn final : public DialogueScript
{
public:
    // Everything that a request tells besides the texts is made now: what is passed need not live on.
    TurnByTurn(const PromptVersion& prompt, const Plan& plan, const TrackFacts& tracks,
               const PhraseBook& book)
        : m_prompt(prompt), m_turns(plan.turns.size())
    {
        for (int i = 0; i < plan.turns.size(); ++i)
            m_steps << turnStep(prompt, plan, i, tracks, book);
    }

    std::optional<ChatRequest> next() const override
    {
        if (m_texts.size() == m_turns)
            return std::nullopt;
        ChatRequest request;
        request.messages = turnMessages(m_steps, m_texts);
        request.schema = textSchema();
        return request;
    }

    Result<void> take(const QString& content) override
    {
        ANTIPHON_TRY_ASSIGN(const QString text, textOfReply(content));
        m_texts << text;
        return {};
    }

    ChatRequest repaired(const QString& content, const QString& fault) const override
    {
        ChatRequest request = next().value_or(ChatRequest());
        request.messages =
            repairMessages(request.messages, content.left(longestReplyBack), fault, m_prompt, m_turns);
        return request;
    }

    QStringList texts() const override { return m_texts; }

private:
    PromptVersion m_prompt;
    qsizetype m_turns;
    QList<TurnStep> m_steps;
    QStringList m_texts;
};

} // namespace

std::unique_ptr<DialogueScript> makeTurnScript(const PromptVersion& prompt, const Plan& plan,
                                               const TrackFacts& tracks, const PhraseBook& book)
{
    return std::make_unique<TurnByTurn>(prompt, plan, tracks, book);
}

} // namespace antiphon
