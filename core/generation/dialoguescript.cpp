#include "core/generation/dialoguescript.h"

#include "core/generation/reply.h"
#include "core/generation/turnscript.h"

namespace antiphon {

namespace {

constexpr qsizetype longestReplyBack = 20'000;

// One request for the whole dialogue.
class WholeDialogue final : public DialogueScript
{
public:
    WholeDialogue(const PromptVersion& prompt, const Plan& plan, const TrackFacts& tracks,
                  const PhraseBook& book)
        : m_plan(plan), m_prompt(prompt)
    {
        m_asked.messages = wholeMessages(prompt, plan, tracks, book);
        m_asked.schema = dialogueSchema();
    }

    std::optional<ChatRequest> next() const override
    {
        return m_texts.isEmpty() ? std::optional(m_asked) : std::nullopt;
    }

    Result<void> take(const QString& content) override
    {
        ANTIPHON_TRY_ASSIGN(m_texts, textsOfReply(content, m_plan));
        return {};
    }

    ChatRequest repaired(const QString& content, const QString& fault) const override
    {
        ChatRequest request = m_asked;
        request.messages = repairMessages(m_asked.messages, content.left(longestReplyBack), fault, m_prompt,
                                          m_plan.turns.size());
        return request;
    }

    QStringList texts() const override { return m_texts; }

private:
    Plan m_plan;
    PromptVersion m_prompt;
    ChatRequest m_asked;
    QStringList m_texts;
};

} // namespace

std::unique_ptr<DialogueScript> makeDialogueScript(const PromptVersion& prompt, const Plan& plan,
                                                   const TrackFacts& tracks, const PhraseBook& book)
{
    if (prompt.form == PromptForm::Turns)
        return makeTurnScript(prompt, plan, tracks, book);
    return std::make_unique<WholeDialogue>(prompt, plan, tracks, book);
}

} // namespace antiphon
