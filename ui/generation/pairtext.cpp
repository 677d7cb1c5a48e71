#include "ui/generation/pairtext.h"

#include "ui/theme/tokens.h"

#include <QCoreApplication>

namespace antiphon {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PairText", text);
}

QString coloured(const QString& html, const QColor& colour)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colour.name(), html);
}

QString planCell(const PlanTurn& turn, const QPalette& palette)
{
    QStringList lines{turn.intents.join(QStringLiteral(", ")).toHtmlEscaped()};
    for (const QString& attribute : turn.attributes) {
        if (isNameable(attribute))
            lines << attribute.toHtmlEscaped();
    }
    if (!turn.askedType.isEmpty())
        lines << tr("asks for %1").arg(turn.askedType.toHtmlEscaped());
    for (const QString& proposed : turn.proposed)
        lines << tr("proposes %1").arg(proposed.toHtmlEscaped());
    if (!turn.tracks.empty())
        lines << tr("%1 tracks").arg(turn.tracks.size());
    // Long labels break behind an underscore.
    const QString text =
        lines.join(QStringLiteral("<br>")).replace(QLatin1Char('_'), QStringLiteral("_&#8203;"));
    return QStringLiteral("<small>%1</small>").arg(coloured(text, toneColour(Tone::Muted, palette)));
}

QString textCell(const Sample& sample, int turn, const QPalette& palette)
{
    if (turn >= sample.dialogue.turns.size())
        return coloured(tr("no turn"), toneColour(Tone::Muted, palette));
    const QString text = sample.dialogue.turns[turn].text;
    QString html = text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    for (const Finding& finding : sample.checks.findings) {
        if (finding.turn == turn)
            html += QStringLiteral("<br><small>%1</small>")
                        .arg(coloured(findingSentence(finding).toHtmlEscaped(),
                                      toneColour(Tone::Danger, palette)));
    }
    return html;
}

QString cell(const QString& html, int percent, const QColor& ground)
{
    return QStringLiteral("<td width=\"%1%\" bgcolor=\"%2\" valign=\"top\">%3</td>")
        .arg(QString::number(percent), ground.name(), html);
}

} // namespace

QString pairHtml(const Sample& first, const Sample& second, const QPalette& palette)
{
    const Tokens& tokens = tokensOf(palette);
    QString html = QStringLiteral("<table width=\"100%\" cellspacing=\"6\" cellpadding=\"8\">");
    for (int i = 0; i < first.plan.turns.size(); ++i) {
        const PlanTurn& planned = first.plan.turns[i];
        const QColor ground = planned.role == Role::User ? tokens.userBubble : tokens.systemBubble;
        const QString role = planned.role == Role::User ? tr("%1 User") : tr("%1 System");
        html += QStringLiteral("<tr>") + cell(textCell(first, i, palette), 38, ground) +
                cell(QStringLiteral("<small><b>%1</b></small><br>").arg(role.arg(i + 1)) +
                         planCell(planned, palette),
                     24, tokens.panel) +
                cell(textCell(second, i, palette), 38, ground) + QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

} // namespace antiphon
