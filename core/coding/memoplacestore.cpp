#include "core/coding/memoplacestore.h"

namespace antiphon {

namespace {

using AnyId = Id<struct AnyTag>;
constexpr qsizetype excerptLength = 60;

QString excerptOf(const QString& text, const std::optional<TextSpan>& span)
{
    const qsizetype begin = span ? utf16Offset(text, span->begin) : 0;
    const qsizetype end = span ? utf16Offset(text, span->end) : text.size();
    const QString words = text.mid(begin, end - begin).simplified();
    return words.size() <= excerptLength ? words : memoHeading({}, words.left(excerptLength + 1));
}

} // namespace

MemoPlaceReader::MemoPlaceReader(Statement dialogue, Statement turn, Statement coding, Statement code,
                                 Statement memo)
    : m_dialogue(std::move(dialogue)),
      m_turn(std::move(turn)),
      m_coding(std::move(coding)),
      m_code(std::move(code)),
      m_memo(std::move(memo))
{
}

Result<MemoPlaceReader> MemoPlaceReader::open(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto dialogue,
                        connection.prepare("SELECT id, external_id FROM ready_dialogue WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(
        auto turn, connection.prepare("SELECT d.id, d.external_id, turn.position, turn.text FROM turn JOIN "
                                      "ready_dialogue d ON d.id = turn.dialogue WHERE turn.id = ?"));
    ANTIPHON_TRY_ASSIGN(
        auto coding, connection.prepare("SELECT d.id, d.external_id, turn.position, code.id, code.name FROM "
                                        "coding JOIN ready_dialogue d ON d.id = coding.dialogue JOIN code "
                                        "ON code.id = coding.code LEFT JOIN turn ON turn.id = coding.turn "
                                        "WHERE coding.id = ?"));
    ANTIPHON_TRY_ASSIGN(auto code, connection.prepare("SELECT id, name, codable FROM code WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(auto memo, connection.prepare("SELECT title, text FROM memo WHERE id = ?"));
    return MemoPlaceReader(std::move(dialogue), std::move(turn), std::move(coding), std::move(code),
                           std::move(memo));
}

Result<MemoPlace> MemoPlaceReader::read(const MemoAnchor& anchor)
{
    MemoPlace place;
    place.anchor = anchor;
    switch (anchor.kind) {
    case MemoTarget::Project:
    case MemoTarget::Journal:
        break;
    case MemoTarget::Dialogue:
        ANTIPHON_TRY(readDialogue(place));
        break;
    case MemoTarget::Turn:
    case MemoTarget::Span:
        ANTIPHON_TRY(readTurn(place));
        break;
    case MemoTarget::Coding:
        ANTIPHON_TRY(readCoding(place));
        break;
    case MemoTarget::Code:
    case MemoTarget::Category:
        ANTIPHON_TRY(readCode(place));
        break;
    case MemoTarget::Memo:
        ANTIPHON_TRY(readMemo(place));
        break;
    }
    return place;
}

Result<void> MemoPlaceReader::readDialogue(MemoPlace& place)
{
    ANTIPHON_TRY_ASSIGN(place.there, m_dialogue.reset().bind(1, AnyId(place.anchor.id)).step());
    if (place.there) {
        place.dialogue = m_dialogue.id<DialogueId>(0);
        place.dialogueName = m_dialogue.text(1);
    }
    return {};
}

Result<void> MemoPlaceReader::readTurn(MemoPlace& place)
{
    ANTIPHON_TRY_ASSIGN(place.there, m_turn.reset().bind(1, AnyId(place.anchor.id)).step());
    if (place.there) {
        place.dialogue = m_turn.id<DialogueId>(0);
        place.dialogueName = m_turn.text(1);
        place.position = static_cast<int>(m_turn.integer(2));
        place.excerpt = excerptOf(m_turn.text(3), place.anchor.span);
    }
    return {};
}

Result<void> MemoPlaceReader::readCoding(MemoPlace& place)
{
    ANTIPHON_TRY_ASSIGN(place.there, m_coding.reset().bind(1, AnyId(place.anchor.id)).step());
    if (place.there) {
        place.dialogue = m_coding.id<DialogueId>(0);
        place.dialogueName = m_coding.text(1);
        if (!m_coding.isNull(2))
            place.position = static_cast<int>(m_coding.integer(2));
        place.code = m_coding.id<CodeId>(3);
        place.name = m_coding.text(4);
    }
    return {};
}

Result<void> MemoPlaceReader::readCode(MemoPlace& place)
{
    ANTIPHON_TRY_ASSIGN(place.there, m_code.reset().bind(1, AnyId(place.anchor.id)).step());
    if (place.there) {
        place.code = m_code.id<CodeId>(0);
        place.name = m_code.text(1);
        place.anchor.kind = m_code.integer(2) != 0 ? MemoTarget::Code : MemoTarget::Category;
    }
    return {};
}

Result<void> MemoPlaceReader::readMemo(MemoPlace& place)
{
    ANTIPHON_TRY_ASSIGN(place.there, m_memo.reset().bind(1, AnyId(place.anchor.id)).step());
    if (place.there)
        place.name = QStringLiteral("“%1”").arg(memoHeading(m_memo.text(0), m_memo.text(1)));
    return {};
}

} // namespace antiphon
