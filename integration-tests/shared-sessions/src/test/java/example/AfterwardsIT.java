package example;

class AfterwardsIT extends SharedCase {}
