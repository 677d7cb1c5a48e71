// Whether further dialogues still bring new codes.
#pragma once

#include "core/analysis/accumulation.h"
#include "ui/coding/findings/finding.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QSpinBox;

namespace antiphon {

class ChartPane;
class TextLabel;

class SaturationPage : public Finding
{
    Q_OBJECT
public:
    explicit SaturationPage(WorkspaceContext context, QWidget* parent = nullptr);
    ChartPane* pane() const { return m_pane; }
    QString verdict() const;

protected:
    void read() override;

private:
    struct Answer
    {
        Saturation saturation;
        Accumulation accumulation;
    };
    SaturationRule rule() const;
    void show();

    Answer m_answer;
    ChartPane* m_pane;
    QComboBox* m_facet;
    QSpinBox* m_base;
    QSpinBox* m_run;
    QSpinBox* m_threshold;
    TextLabel* m_verdict;
};

} // namespace antiphon
