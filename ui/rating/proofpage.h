// The proof of the design of the study in hand: who saw what where, counted from what was handed out.
#pragma once

#include "core/rating/designproof.h"
#include "ui/charts/chart.h"
#include "ui/widgets/panels.h"

class QScrollArea;
class QStackedWidget;

namespace antiphon {

// Whether the order shown is the order in which answers came, by the answers files.
QString orderSentence(const DesignProof& proof);

class ProofPage : public QWidget
{
    Q_OBJECT
public:
    explicit ProofPage(QWidget* parent = nullptr);
    void show(const QString& study, const DesignProof& proof);
    void showNothing(const QString& sentence, const QString& button);
    using QWidget::show;

Q_SIGNALS:
    void countsRequested(); // as CSV
    void chartExportRequested(const antiphon::Chart& chart);
    void stepRequested(); // the button of the empty view

private:
    QWidget* makePage(const QString& study, const DesignProof& proof);

    QStackedWidget* m_stack;
    EmptyView* m_empty;
    QScrollArea* m_scroll;
};

} // namespace antiphon
