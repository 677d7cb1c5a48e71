// Tests, agreement, model and raters of a criterion, folded away until they are asked for.
#pragma once

#include "core/rating/results.h"
#include "ui/charts/chart.h"

class QPushButton;
class QVBoxLayout;

namespace antiphon {

class FurtherFigures : public QWidget
{
    Q_OBJECT
public:
    FurtherFigures(const CriterionResult& result, bool open, QWidget* parent = nullptr);
    void setOpen(bool open);

Q_SIGNALS:
    void exportRequested(const antiphon::Chart& chart);
    void openChanged(bool open);

private:
    void fill();

    CriterionResult m_result;
    QPushButton* m_toggle;
    QWidget* m_body;
    QVBoxLayout* m_tables;
};

} // namespace antiphon
