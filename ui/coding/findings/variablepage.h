// Codes by what else is known of a turn.
#pragma once

#include "core/analysis/codebyvariable.h"
#include "ui/coding/findings/finding.h"
#include "ui/models/texttablemodel.h"

class QComboBox;

namespace antiphon {

class ChartPane;

class VariablePage : public Finding
{
    Q_OBJECT
public:
    explicit VariablePage(WorkspaceContext context, QWidget* parent = nullptr);
    ChartPane* pane() const { return m_pane; }

protected:
    void read() override;

private:
    struct Answer
    {
        QList<Code> codes;
        CodeByVariable found;
    };
    void show();
    QList<QList<TextCell>> rows() const;
    QString remark() const;

    Answer m_answer;
    ChartPane* m_pane;
    QComboBox* m_variable;
    QComboBox* m_facet;
    QComboBox* m_kind;
};

} // namespace antiphon
