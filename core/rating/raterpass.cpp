#include "core/rating/raterpass.h"

namespace antiphon {

RaterPass::RaterPass(Packet packet, AnswerLog log) : m_packet(std::move(packet)), m_log(std::move(log))
{
    for (qsizetype i = 0; i < m_packet.items.size(); ++i)
        m_places.insert(m_packet.items[i].id, i);
    while (!m_done && isAnswered(m_item, m_criterion))
        step();
}

const PacketItem& RaterPass::itemAt(qsizetype place) const
{
    return m_packet.items[m_places.value(m_packet.order[place])];
}

const PacketItem& RaterPass::item() const
{
    return itemAt(m_item);
}

bool RaterPass::isAnswered(qsizetype item, qsizetype criterion) const
{
    return m_log.valueOf(m_packet.order[item], m_packet.criteria[criterion].key) != 0;
}

int RaterPass::value(qsizetype criterion) const
{
    return m_log.valueOf(m_packet.order[m_item], m_packet.criteria[criterion].key);
}

qsizetype RaterPass::missing() const
{
    qsizetype count = 0;
    for (qsizetype item = 0; item < itemCount(); ++item) {
        for (qsizetype criterion = 0; criterion < m_packet.criteria.size(); ++criterion)
            count += isAnswered(item, criterion) ? 0 : 1;
    }
    return count;
}

qsizetype RaterPass::itemsDone() const
{
    qsizetype count = 0;
    for (qsizetype item = 0; item < itemCount(); ++item) {
        bool whole = true;
        for (qsizetype criterion = 0; criterion < m_packet.criteria.size(); ++criterion)
            whole = whole && isAnswered(item, criterion);
        count += whole ? 1 : 0;
    }
    return count;
}

void RaterPass::step()
{
    if (m_criterion + 1 < m_packet.criteria.size()) {
        ++m_criterion;
    } else if (m_item + 1 < itemCount()) {
        ++m_item;
        m_criterion = 0;
    } else {
        m_done = true;
    }
}

Result<void> RaterPass::answer(int value, TimePoint at, qint64 activeMs)
{
    if (value < 1 || value > m_packet.points)
        return fail(ErrorCode::InvalidValue, QString::number(value),
                    QStringLiteral("the scale goes from 1 to %1").arg(m_packet.points));
    if (m_done)
        return fail(ErrorCode::NotPossible, QStringLiteral("another answer"),
                    QStringLiteral("all is answered"));
    ANTIPHON_TRY(
        m_log.append({m_packet.order[m_item], m_packet.criteria[m_criterion].key, value, at, activeMs}));
    step();
    return {};
}

void RaterPass::back()
{
    if (m_done) {
        m_done = false;
    } else if (m_criterion > 0) {
        --m_criterion;
    } else if (m_item > 0) {
        --m_item;
        m_criterion = m_packet.criteria.size() - 1;
    }
}

void RaterPass::forward()
{
    if (!m_done && isAnswered(m_item, m_criterion))
        step();
}

void RaterPass::goToCriterion(qsizetype criterion)
{
    for (qsizetype before = 0; before < criterion; ++before) {
        if (!isAnswered(m_item, before))
            return;
    }
    m_criterion = qBound<qsizetype>(0, criterion, m_packet.criteria.size() - 1);
    m_done = false;
}

} // namespace antiphon
