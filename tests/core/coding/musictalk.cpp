#include "tests/core/coding/musictalk.h"

#include "core/base/random.h"

namespace antiphon::test {

namespace {

CodeId codeId(int number)
{
    IdBytes bytes{};
    bytes[15] = static_cast<quint8>(number + 1);
    return CodeId(bytes);
}

struct Phrase
{
    const char* text;
    QList<int> codes;
};

const QList<Phrase>& userPhrases()
{
    static const QList<Phrase> phrases{
        {"Could you add some %1 to the list?", {0, 5}},
        {"I would like to hear %1 next", {0, 5}},
        {"Maybe something for a long walk?", {0}},
        {"These are great, thank you", {1}},
        {"Lovely, I like all of them", {1}},
        {"Great! Now some %1 please", {0, 1, 5}},
        {"No, I do not like these at all", {2}},
        {"Please take that last one out again", {2}},
    };
    return phrases;
}

const QList<Phrase>& systemPhrases()
{
    static const QList<Phrase> phrases{
        {"Here are ten songs for you", {3}},
        {"I put some %1 on the list", {3, 5}},
        {"Which artists do you have in mind?", {4}},
        {"Is there an era that you prefer?", {4}},
        {"Here is some %1, do you want more of one artist?", {3, 4, 5}},
    };
    return phrases;
}

SuggestTurn turnOf(Role role, Random& random, int noise)
{
    static const QStringList genres{QStringLiteral("jazz"),   QStringLiteral("folk"),
                                    QStringLiteral("techno"), QStringLiteral("reggae"),
                                    QStringLiteral("soul"),   QStringLiteral("metal")};
    const QList<Phrase>& phrases = role == Role::User ? userPhrases() : systemPhrases();
    const Phrase& phrase =
        phrases[static_cast<qsizetype>(random.below(static_cast<quint64>(phrases.size())))];
    SuggestTurn turn;
    turn.id = TurnId::create();
    turn.role = role;
    turn.text = QString::fromLatin1(phrase.text);
    if (turn.text.contains(QLatin1String("%1")))
        turn.text = turn.text.arg(genres[static_cast<qsizetype>(random.below(6))]);
    for (const int code : phrase.codes) {
        if (noise == 0 || random.below(static_cast<quint64>(noise)) != 0)
            turn.codes << codeId(code);
    }
    if (turn.codes.isEmpty() || (noise > 0 && random.below(static_cast<quint64>(noise)) == 0)) {
        const CodeId other = codeId(role == Role::User ? static_cast<int>(random.below(3)) : 3);
        if (!turn.codes.contains(other))
            turn.codes << other;
    }
    return turn;
}

} // namespace

QList<Code> talkCodes()
{
    const std::pair<Facet, const char*> names[] = {{Facet::Intent, "ask"},      {Facet::Intent, "accept"},
                                                   {Facet::Intent, "reject"},   {Facet::Action, "give"},
                                                   {Facet::Action, "question"}, {Facet::Attribute, "genre"}};
    QList<Code> codes;
    for (int i = 0; i < 6; ++i) {
        Code code;
        code.id = codeId(i);
        code.facet = names[i].first;
        code.name = QString::fromLatin1(names[i].second);
        code.position = i;
        codes << code;
    }
    return codes;
}

std::vector<SuggestDialogue> codedTalk(int count, quint64 seed, int noise)
{
    std::vector<SuggestDialogue> dialogues;
    for (int i = 0; i < count; ++i) {
        Random random = Random::forKey(seed, static_cast<quint64>(i));
        SuggestDialogue dialogue;
        dialogue.id = DialogueId::create();
        const int turns = 4 + 2 * static_cast<int>(random.below(4));
        for (int t = 0; t < turns; ++t)
            dialogue.turns << turnOf(t % 2 == 0 ? Role::User : Role::System, random, noise);
        dialogues.push_back(std::move(dialogue));
    }
    return dialogues;
}

} // namespace antiphon::test
