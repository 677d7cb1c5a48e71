#include "tests/core/analysis/randomcorpus.h"

#include "core/base/random.h"

namespace antiphon::test {

CodedCorpus randomCorpus(quint64 seed)
{
    Random random(seed);
    CodedCorpus corpus;
    const auto codes = 2 + random.below(5);
    for (quint64 i = 0; i < codes; ++i) {
        Code code;
        code.id = CodeId::create();
        code.facet = i % 2 == 0 ? Facet::Intent : Facet::Attribute;
        code.name = QStringLiteral("code%1").arg(i);
        corpus.codes << code;
    }
    std::vector<CodedPlace> codings;
    const auto dialogues = 1 + random.below(6);
    for (quint64 dialogue = 0; dialogue < dialogues; ++dialogue) {
        corpus.dialogues.push_back(DialogueId::create());
        corpus.sources.push_back({});
        const bool coded = random.chance(0.8);
        const auto length = 1 + random.below(8);
        for (quint64 position = 0; position < length; ++position) {
            const auto turn = static_cast<quint32>(corpus.turns.size());
            corpus.ids.push_back(TurnId::create());
            corpus.turns.push_back({static_cast<quint32>(dialogue), static_cast<qint32>(position),
                                    position % 2 == 0 ? Role::User : Role::System});
            if (!coded || random.chance(0.3))
                continue;
            for (quint64 n = 1 + random.below(4); n > 0; --n) {
                CodedPlace coding{turn, static_cast<quint16>(random.below(codes)), -1, -1};
                if (random.chance(0.5)) {
                    coding.begin = static_cast<qint32>(random.below(20));
                    coding.end = coding.begin + 1 + static_cast<qint32>(random.below(10));
                }
                codings.push_back(coding);
            }
        }
    }
    corpus.layers.emplace_back(Coder{CoderId::create(), QStringLiteral("ada")}, std::move(codings),
                               corpus.turns, corpus.dialogues.size());
    return corpus;
}

} // namespace antiphon::test
