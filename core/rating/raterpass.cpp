#include "core/rating/raterpass.h"

namespace antiphon {

RaterPass::RaterPass(Packet packet, AnswerLog log) : m_packet(std::move(packet)), m_log(std::move(log))
{
    QHash<PublicItemId, qsizetype> places;
    for (qsizetype i = 0; i < m_packet.items.size(); ++i)
        places.insert(m_packet.items[i].id, i);
    for (const PublicItemId& id : std::as_const(m_packet.order))
        m_places.push_back(places.value(id));
    m_open.assign(m_places.size(), 0);
    m_asked.assign(m_places.size(), 0);
    qsizetype first = -1;
    for (qsizetype place = 0; place < itemCount(); ++place) {
        const auto at = static_cast<std::size_t>(place);
        m_asked[at] = static_cast<int>(questionsOf(m_packet, itemAt(place)).size());
        m_open[at] = m_asked[at];
        m_missing += m_asked[at];
        m_itemsDone += m_asked[at] == 0 ? 1 : 0;
        count(place);
        m_practice += itemAt(place).practice ? 1 : 0;
        m_read += m_read == place && place < m_practice && !isOpen(place) ? 1 : 0;
        if (first < 0 && isOpen(place))
            first = place;
    }
    m_done = first < 0;
    enter(m_done ? itemCount() - 1 : first);
    m_reading = !m_done && m_open[static_cast<std::size_t>(m_item)] == 0;
    while (!m_done && !m_reading && isAnswered(m_question))
        step();
}

// Questions without an answer, or feedback that was not read.
bool RaterPass::isOpen(qsizetype place) const
{
    const PacketItem& item = itemAt(place);
    return m_open[static_cast<std::size_t>(place)] > 0 ||
           (item.practice && !m_log.noteOf(item.id, NoteKind::Feedback));
}

const PacketItem& RaterPass::itemAt(qsizetype place) const
{
    return m_packet.items[m_places[static_cast<std::size_t>(place)]];
}

const Criterion& RaterPass::criterion() const
{
    return *criterionOf(m_packet.criteria, question().criterion);
}

// The worst of several that is also the best is no answer.
int RaterPass::valueAt(const PacketItem& item, const Question& question) const
{
    const int value = m_log.valueOf(item.id, question.criterion, question.part);
    const bool isWorst = item.kind == QuestionKind::BestWorst && question.part == 2;
    return isWorst && value == m_log.valueOf(item.id, question.criterion, 1) ? 0 : value;
}

int RaterPass::value(qsizetype question) const
{
    return isSkipped() ? 0 : valueAt(item(), m_questions[question]);
}

bool RaterPass::isAnswered(qsizetype question) const
{
    return isSkipped() || valueAt(item(), m_questions[question]) != 0;
}

qsizetype RaterPass::openQuestions(const PacketItem& item) const
{
    if (m_log.isSkipped(item.id))
        return 0;
    qsizetype open = 0;
    const QList<Question> questions = questionsOf(m_packet, item);
    for (const Question& question : questions)
        open += valueAt(item, question) == 0 ? 1 : 0;
    return open;
}

// Brings the sums up to date with the log.
void RaterPass::count(qsizetype place)
{
    const PacketItem& item = itemAt(place);
    const auto at = static_cast<std::size_t>(place);
    const bool wasDone = m_open[at] == 0;
    const auto open = static_cast<int>(openQuestions(item));
    m_missing += open - m_open[at];
    m_itemsDone += (open == 0 ? 1 : 0) - (wasDone ? 1 : 0);
    m_open[at] = open;
}

qint64 RaterPass::answered() const
{
    qint64 answers = 0;
    for (std::size_t at = 0; at < m_open.size(); ++at) {
        if (!m_log.isSkipped(itemAt(static_cast<qsizetype>(at)).id))
            answers += m_asked[at] - m_open[at];
    }
    return answers;
}

void RaterPass::enter(qsizetype item)
{
    m_item = item;
    m_questions = questionsOf(m_packet, itemAt(item));
    m_question = m_done ? qMax<qsizetype>(0, m_questions.size() - 1) : 0;
}

void RaterPass::step()
{
    if (!isSkipped() && m_question + 1 < m_questions.size())
        ++m_question;
    else if (isPractice() && m_read <= m_item)
        m_reading = true;
    else if (m_item + 1 < itemCount())
        enter(m_item + 1);
    else
        m_done = true;
}

Result<void> RaterPass::answer(int value, TimePoint at, qint64 activeMs)
{
    if (m_done)
        return fail(ErrorCode::NotPossible, QStringLiteral("another answer"),
                    QStringLiteral("all is answered"));
    if (m_reading)
        return fail(ErrorCode::NotPossible, QStringLiteral("another answer"),
                    QStringLiteral("what practice says of this dialogue is read first"));
    const int highest = highestValue(criterion().kind, m_packet.points, item().dialogues.size());
    if (value < 1 || value > highest)
        return fail(ErrorCode::InvalidValue, QString::number(value),
                    QStringLiteral("the answers go from 1 to %1").arg(highest));
    const Question asked = question();
    if (criterion().kind == QuestionKind::BestWorst && asked.part == 2 &&
        value == m_log.valueOf(item().id, asked.criterion, 1))
        return fail(ErrorCode::InvalidValue, QString::number(value),
                    QStringLiteral("the worst is not the best"));
    if (isSkipped())
        ANTIPHON_TRY(keep({item().id, NoteKind::Skip, {}, 0, at}));
    ANTIPHON_TRY(m_log.append(GivenAnswer{item().id, asked.criterion, asked.part, value, at, activeMs}));
    count(m_item);
    step();
    return {};
}

void RaterPass::back()
{
    if (m_reading)
        return;
    if (m_done) {
        m_done = false;
    } else if (m_question > 0) {
        --m_question;
    } else if (m_item > m_read) {
        enter(m_item - 1);
        m_question = isSkipped() ? 0 : m_questions.size() - 1;
    }
}

void RaterPass::forward()
{
    if (!m_done && !m_reading && isAnswered(m_question))
        step();
}

void RaterPass::goToQuestion(qsizetype question)
{
    if (m_reading)
        return;
    for (qsizetype before = 0; before < question; ++before) {
        if (!isAnswered(before))
            return;
    }
    m_question = qBound<qsizetype>(0, question, m_questions.size() - 1);
    m_done = false;
}

void RaterPass::goToItem(qsizetype number)
{
    if (m_reading)
        return;
    const qsizetype wanted = qBound<qsizetype>(1, number, itemCount()) - 1;
    qsizetype place = m_read;
    while (place < wanted && m_open[static_cast<std::size_t>(place)] == 0)
        ++place;
    m_done = false;
    enter(place);
}

Result<void> RaterPass::keep(const GivenNote& note)
{
    const bool allowed = note.kind == NoteKind::Skip    ? m_packet.allowsSkip
                         : note.kind == NoteKind::Guess ? m_packet.asksGuess
                                                        : m_packet.comments;
    if (!allowed)
        return fail(ErrorCode::NotPossible, QStringLiteral("a %1").arg(noteWord(note.kind)),
                    QStringLiteral("this packet has no place for it"));
    return m_log.append(note);
}

Result<void> RaterPass::comment(const QString& text, TimePoint at)
{
    return keep({item().id, NoteKind::Comment, text.trimmed(), 0, at});
}

Result<void> RaterPass::flag(bool flagged, TimePoint at)
{
    return keep({item().id, NoteKind::Flag, {}, flagged ? 1 : 0, at});
}

Result<void> RaterPass::skip(const QString& reason, TimePoint at)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the reason"),
                    QStringLiteral("a dialogue is skipped only with one"));
    if (isPractice())
        return fail(ErrorCode::NotPossible, QStringLiteral("skipping this dialogue"),
                    QStringLiteral("practice is answered"));
    ANTIPHON_TRY(keep({item().id, NoteKind::Skip, reason.trimmed(), 1, at}));
    count(m_item);
    step();
    return {};
}

QList<FeedbackRow> RaterPass::feedbackOf(qsizetype place) const
{
    const PacketItem& item = itemAt(place);
    const KnownAnswers known = item.practice.value_or(KnownAnswers());
    QList<FeedbackRow> rows;
    const QList<Question> questions = questionsOf(m_packet, item);
    for (const Question& question : questions) {
        const int value = valueAt(item, question);
        rows << FeedbackRow{question, value, known.expected.value(question.criterion),
                            known.isRight(question.criterion, value),
                            known.reasons.value(question.criterion)};
    }
    return rows;
}

QList<FeedbackRow> RaterPass::feedback() const
{
    return feedbackOf(m_item);
}

Result<void> RaterPass::acknowledge(TimePoint at)
{
    if (!m_reading)
        return fail(ErrorCode::NotPossible, QStringLiteral("going on from practice"),
                    QStringLiteral("it has nothing to say now"));
    ANTIPHON_TRY(m_log.append(GivenNote{item().id, NoteKind::Feedback, {}, 1, at}));
    ++m_read;
    m_done = m_item + 1 == itemCount();
    if (!m_done)
        enter(m_item + 1);
    m_reading = !m_done && isPractice() && m_open[static_cast<std::size_t>(m_item)] == 0;
    return {};
}

bool RaterPass::isPastPractice() const
{
    const auto at = static_cast<std::size_t>(m_practice);
    return m_practice > 0 && m_item == m_practice && m_open[at] == m_asked[at];
}

PracticeTally RaterPass::practiceTally() const
{
    PracticeTally tally;
    for (qsizetype place = 0; place < m_practice; ++place) {
        if (m_open[static_cast<std::size_t>(place)] > 0)
            continue;
        const QList<FeedbackRow> rows = feedbackOf(place);
        for (const FeedbackRow& row : rows) {
            tally.answers += row.expected.isEmpty() ? 0 : 1;
            tally.right += row.right ? 1 : 0;
        }
    }
    return tally;
}

bool RaterPass::awaitsGuess() const
{
    return m_done && m_packet.asksGuess && !m_log.noteOf(m_packet.order.constLast(), NoteKind::Guess);
}

Result<void> RaterPass::guess(int value, TimePoint at)
{
    if (!m_done)
        return fail(ErrorCode::NotPossible, QStringLiteral("a guess"),
                    QStringLiteral("it is asked after the last item"));
    if (value < 1 || value > 3)
        return fail(ErrorCode::InvalidValue, QString::number(value),
                    QStringLiteral("the answers go from 1 to 3"));
    return keep({m_packet.order.constLast(), NoteKind::Guess, {}, value, at});
}

} // namespace antiphon
