#include "core/analysis/codedextentstore.h"

namespace antiphon {

namespace {

Result<void> readCharacters(const Connection& connection, const CodedCorpus& corpus,
                            const CancelToken& cancel, CodedExtent& extent)
{
    QHash<TurnId, std::size_t> places;
    for (std::size_t turn = 0; turn < corpus.ids.size(); ++turn)
        places.insert(corpus.ids[turn], turn);
    extent.characters.assign(corpus.ids.size(), 0);
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, length(text) FROM turn WHERE dialogue = ?1"));
    for (const DialogueId& dialogue : corpus.dialogues) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled);
        select.reset().bind(1, dialogue);
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const bool more, select.step());
            if (!more)
                break;
            const auto place = places.constFind(select.id<TurnId>(0));
            if (place != places.cend())
                extent.characters[*place] = static_cast<qint32>(select.integer(1));
        }
    }
    return {};
}

Result<void> readDialogues(const Connection& connection, const CodedCorpus& corpus, CodedExtent& extent)
{
    QHash<DialogueId, quint32> dialogues;
    for (std::size_t i = 0; i < corpus.dialogues.size(); ++i)
        dialogues.insert(corpus.dialogues[i], static_cast<quint32>(i));
    QHash<CodeId, quint16> codes;
    for (qsizetype i = 0; i < corpus.codes.size(); ++i)
        codes.insert(corpus.codes[i].id, static_cast<quint16>(i));
    extent.dialogues.resize(corpus.layers.size());
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT dialogue, code FROM coding "
                                                        "WHERE turn IS NULL AND coder = ?1"));
    for (std::size_t layer = 0; layer < corpus.layers.size(); ++layer) {
        select.reset().bind(1, corpus.layers[layer].coder().id);
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const bool more, select.step());
            if (!more)
                break;
            const auto dialogue = dialogues.constFind(select.id<DialogueId>(0));
            const auto code = codes.constFind(select.id<CodeId>(1));
            if (dialogue != dialogues.cend() && code != codes.cend())
                extent.dialogues[layer].push_back({*dialogue, *code});
        }
    }
    return {};
}

} // namespace

Result<CodedExtent> readCodedExtent(const Connection& connection, const CodedCorpus& corpus,
                                    const CancelToken& cancel)
{
    CodedExtent extent;
    ANTIPHON_TRY(readCharacters(connection, corpus, cancel, extent));
    ANTIPHON_TRY(readDialogues(connection, corpus, extent));
    return extent;
}

} // namespace antiphon
