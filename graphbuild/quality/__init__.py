"""How right a graph is, held against labels that people made by reading: the scores, and the errors with their evidence.

    gold.py      the labels, as records; lines.py reads their files and tells file and line of what is wrong
    facts.py     what the graph says, asked by SPARQL
    locate.py    from the key of a label to the highlight of the graph
    matching.py  when a label and what the graph says are the same name, title or phrase
    judge.py     one label: what is right, what is wrong, what is missed
    measure.py   all labels against one graph
    scores.py    counts -> precision, recall, F1 and their intervals
    evidence.py  the words and places behind an error
    baseline.py  which scores fell since an earlier measurement
    report.py    all this as text and as JSON

It reads and never tunes: nothing of the labels reaches a build.
"""
