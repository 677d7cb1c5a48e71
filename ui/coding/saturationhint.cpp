#include "ui/coding/saturationhint.h"

#include "core/analysis/codedcorpusstore.h"
#include "core/analysis/saturation.h"
#include "ui/coding/codingdesk.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QLocale>

#include <chrono>

namespace antiphon {

using namespace std::chrono_literals;

SaturationHint::SaturationHint(CodingDesk& desk, QWidget* parent)
    : ElidedLabel({}, TextSize::Caption, Tone::Muted, parent), m_desk(desk)
{
    setContentsMargins(metrics::padding, 0, metrics::padding, metrics::gap);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Saturation"));
    hide();
    m_wait.setSingleShot(true);
    m_wait.setInterval(600ms);
    connect(&m_wait, &QTimer::timeout, this, &SaturationHint::read);
    connect(&desk, &CodingDesk::dialogueShown, this, [this] { m_wait.start(); });
    // Not after every coding: the whole coding of the coder is read.
    connect(&desk, &CodingDesk::codersChanged, this, [this] {
        if (std::exchange(m_coder, m_desk.coderId()) != m_desk.coderId())
            m_wait.start();
    });
}

void SaturationHint::read()
{
    if (m_desk.coderId().isNull()) {
        hide();
        return;
    }
    CodedCorpusQuery query;
    query.coders = {m_desk.coderId()};
    if (!m_desk.source().isNull())
        query.source = m_desk.source();
    m_desk.context().session.readAside<Saturation>(
        this,
        [query](const Connection& connection) -> Result<Saturation> {
            ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, query));
            if (corpus.layers.empty())
                return Saturation();
            ANTIPHON_TRY_ASSIGN(const auto order, dialoguesAsCoded(connection, corpus, query.coders.first()));
            return assessSaturation(codesOfDialogues(corpus, corpus.layers.front(), order), SaturationRule());
        },
        [this](const Result<Saturation>& saturation) {
            const bool known = saturation && !saturation->runs.empty();
            setVisible(known);
            if (!known)
                return;
            const SaturationRun& run = saturation->runs.back();
            setText(tr("%1 in your last %2 dialogues, %3 % of those of the first %4")
                        .arg(countedText(run.newCodes, tr("new code"), tr("new codes")),
                             countText(SaturationRule().run), QLocale().toString(run.share * 100, 'f', 0),
                             countText(SaturationRule().base)));
        },
        QStringLiteral("coding.saturationhint"));
}

void SaturationHint::mouseReleaseEvent(QMouseEvent*)
{
    m_desk.context().navigate(QStringLiteral("code"), QStringLiteral("findings/saturation"));
}

} // namespace antiphon
